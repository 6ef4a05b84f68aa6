import Drift
import GitLab
import Kubernetes
import Model

/// Removes what is left in the cluster and in GitLab, each thing after a last look at it.
struct RemovalWriter: Sendable {
  let kubernetes: KubernetesClient
  /// Nil where no GitLab is looked at.
  let mint: TokenMint?
  /// The resource of Projects.
  let projects: APIResource

  /// Removes what all rules cleared a moment ago.
  func remove(_ cleared: ClearedRemoval) async -> Outcome {
    switch cleared.removal.object {
    case .namespace(let namespace): await remove(namespace)
    case .pullSecret(let secret): await remove(secret)
    case .token(let token, let group): await revoke(token, in: group)
    case .finalizer(let project): await FinalizerRemoval(client: kubernetes, projects: projects).run(on: project)
    case .applicationFiles, .applicationAdditions, .argoLines, .vaultAccess:
      .refused(reason: "it is a part of a commit, and goes with that alone")
    }
  }

  private func remove(_ judged: LiveNamespace) async -> Outcome {
    let subject = "the namespace \(judged.name)"
    return await ConditionalDeletion<MarkedObject>(
      client: kubernetes,
      read: { try .get(.namespaces, name: judged.name, metadataOnly: true) },
      delete: { try .delete(.namespaces, name: judged.name, preconditions: $0) },
      judge: { $0.verdict(on: subject, uid: judged.uid, mark: judged.mark) }
    ).run().outcome
  }

  private func remove(_ judged: LivePullSecret) async -> Outcome {
    let (reference, subject) = (judged.reference, "the pull secret \(judged.reference)")
    return await ConditionalDeletion<SecretObject>(
      client: kubernetes,
      read: { try SecretObject.read(reference) },
      delete: {
        try .delete(.secrets, namespace: reference.namespace, name: reference.name, preconditions: $0)
      },
      judge: { live in
        guard live.document == judged.document else {
          return .refused(reason: "\(subject) was changed since it was looked at; run again")
        }
        return MarkedObject(metadata: live.metadata).verdict(on: subject, uid: judged.uid, mark: judged.mark)
      }
    ).run().outcome
  }

  /// A token whose Project is gone, if it is still the one that was judged and nobody used it since.
  private func revoke(_ judged: LiveToken, in path: String) async -> Outcome {
    guard let mint else { return .refused(reason: "no GitLab is configured") }
    do {
      guard let found = try await mint.client.group(atPath: path), found.fullPath == path else {
        return .refused(reason: "the group \(path) is gone since it was looked at; run again")
      }
      let tokens = try await mint.tokens(of: found.reference).map(LiveToken.init)
      guard let live = tokens.first(where: { $0.id == judged.id }), live.isLive(at: mint.time) else { return .done }
      guard live == judged else {
        return .refused(reason: "the token was used or changed since it was looked at; run again")
      }
      return await mint.revoke(judged.id, in: found.reference)
    } catch {
      return .failed(reason: "\(error)")
    }
  }
}

/// The part of an object that says whose it is.
private struct MarkedObject: Decodable, Sendable {
  var metadata: ObjectMetadata

  func verdict<Live>(on subject: String, uid: String, mark: Mark) -> ConditionalDeletion<Live>.Verdict {
    guard metadata.uid == uid, let version = metadata.resourceVersion else {
      return .refused(
        reason: "\(subject) is another one than was looked at: it was deleted and created again; run again"
      )
    }
    if metadata.deletionTimestamp != nil { return .done }
    guard Mark(labels: metadata.labels, annotations: metadata.annotations) == mark else {
      return .refused(reason: "\(subject) bears another mark than when it was looked at; run again")
    }
    let owner = metadata.controller.map { "\($0.kind) \($0.name)" }
    guard Protection(labels: metadata.labels, annotations: metadata.annotations, owner: owner) == nil else {
      return .refused(reason: "\(subject) is protected or controlled by somebody since it was looked at")
    }
    return .due(Preconditions(uid: uid, resourceVersion: version))
  }
}
