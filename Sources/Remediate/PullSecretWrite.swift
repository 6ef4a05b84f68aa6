import Drift
import Foundation
import Kubernetes
import Model
import Secrets

/// How a pull secret comes to hold something: by an update, a creation, or where it cannot be changed by a deletion and a
/// creation.
struct PullSecretWrite: Sendable {
  let client: KubernetesClient
  let reference: ObjectReference
  /// The secret as it was judged; nil where there was none.
  let judged: LivePullSecret?
  /// The Project whose mark a new one bears.
  let project: ObjectReference

  /// Lets the server check the very write, and store nothing.
  func rehearse(_ content: SecretContent) async -> WriteResult {
    await run(content, dryRun: true)
  }

  /// Writes `content` if the secret is still what was judged; what else it holds stays.
  func run(_ content: SecretContent) async -> WriteResult {
    await run(content, dryRun: false)
  }

  private func run(_ content: SecretContent, dryRun: Bool) async -> WriteResult {
    guard let judged else {
      let creation = SecretCreation(client: client, reference: reference)
      return await creation.run(NewSecret(content, named: reference.name, for: project), content, dryRun: dryRun)
    }
    if judged.mustBeReplaced {
      let replacement = SecretReplacement(client: client, judged: judged)
      return dryRun ? await replacement.rehearse(content) : await replacement.run(content)
    }
    return await update(judged, to: content, dryRun: dryRun)
  }

  private func update(_ judged: LivePullSecret, to content: SecretContent, dryRun: Bool) async -> WriteResult {
    let update = ConditionalUpdate<SecretObject>(
      client: client,
      subject: "the pull secret \(reference)",
      read: { try SecretObject.read(reference) },
      change: { version in
        // No uid: one that was created again has another version, and the answer to another uid is 422, not 409.
        let metadata = SecretPatch.Metadata(resourceVersion: version, annotations: content.annotations)
        let patch = SecretPatch(metadata: metadata, data: content.data)
        return try .patch(
          .secrets,
          namespace: reference.namespace,
          name: reference.name,
          with: .merge(JSONEncoder.sorted.encode(patch)),
          dryRun: dryRun
        )
      },
      judge: { live in
        guard live.metadata.uid == judged.uid, live.type == judged.type, let version = live.metadata.resourceVersion
        else { return .refused(reason: "the pull secret \(reference) is another one than was looked at; run again") }
        if live.document == .text(content.document) { return .done }
        guard live.document == judged.document else {
          return .refused(reason: "the pull secret \(reference) was changed since it was looked at; run again")
        }
        return .needed(resourceVersion: version)
      }
    )
    return await update.run(from: judged.resourceVersion)
  }
}

private struct SecretPatch: Encodable {
  struct Metadata: Encodable {
    let resourceVersion: String
    let annotations: [String: String?]
  }

  let metadata: Metadata
  let data: [String: String]
}

/// Creates a pull secret where there is none.
struct SecretCreation: Sendable {
  let client: KubernetesClient
  let reference: ObjectReference

  /// How often the creation is sent.
  private static let attempts = 3

  /// Creates `secret`; after a lost answer one that holds `content` is ours.
  func run(_ secret: NewSecret, _ content: SecretContent, dryRun: Bool = false) async -> WriteResult {
    var last = WriteResult.nothing(.failed(reason: ""))
    for _ in 1...SecretCreation.attempts {
      do {
        try await client.send(request(secret, dryRun: dryRun))
        return .done
      } catch let error as KubernetesError where error.isAlreadyExists || error.leavesDoubt {
        last = .nothing(.failed(reason: "\(error)"))
        if dryRun { return error.isAlreadyExists ? somebodyElse : last }
        if let result = await judge(content, after: error) { return result }
      } catch {
        return .nothing(.failed(reason: "\(error)"))
      }
    }
    return last
  }

  func request(_ secret: NewSecret, dryRun: Bool) throws -> APIRequest {
    try .create(
      .secrets,
      namespace: reference.namespace,
      name: reference.name,
      object: JSONEncoder.sorted.encode(secret),
      dryRun: dryRun
    )
  }

  /// Nil where there is still none.
  private func judge(_ content: SecretContent, after error: KubernetesError) async -> WriteResult? {
    do {
      guard let live = try await client.get(SecretObject.read(reference), as: SecretObject.self) else { return nil }
      return live.document == .text(content.document) ? .done : somebodyElse
    } catch let second {
      return .unknown(reason: "\(error) And it could not be read afterwards: \(second)")
    }
  }

  private var somebodyElse: WriteResult {
    .nothing(.refused(reason: "somebody else created the pull secret \(reference) meanwhile; run again"))
  }
}
