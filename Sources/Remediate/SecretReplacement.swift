import Drift
import Kubernetes
import Model

/// Deletes a pull secret that cannot be changed, and creates it with all that it had.
///
/// That it was immutable does not stay, or each new token would take it away again for a moment.
struct SecretReplacement: Sendable {
  let client: KubernetesClient
  let judged: LivePullSecret

  private var reference: ObjectReference { judged.reference }
  private var creation: SecretCreation { SecretCreation(client: client, reference: reference) }

  /// How often the deletion is sent.
  private static let attempts = 3

  /// Lets the server check both steps, and store nothing.
  func rehearse(_ content: SecretContent) async -> WriteResult {
    do {
      let old = try await current()
      try await client.send(deletion(of: old, dryRun: true))
      try await client.send(creation.request(NewSecret(content, replacing: old), dryRun: true))
      return .done
    } catch let refusal as Refusal {
      return .nothing(.refused(reason: refusal.reason))
    } catch let error as KubernetesError where error.isAlreadyExists {
      // The server looks last at whether there is one, when all else was in order.
      return .done
    } catch {
      return .nothing(.failed(reason: "\(error)"))
    }
  }

  /// Puts one with `content` in its place.
  func run(_ content: SecretContent) async -> WriteResult {
    let old: SecretObject
    do {
      old = try await current()
    } catch let refusal as Refusal {
      return .nothing(.refused(reason: refusal.reason))
    } catch {
      return .nothing(.failed(reason: "\(error)"))
    }
    let deleted = await delete(old)
    guard deleted == .done else { return deleted }
    let created = await creation.run(NewSecret(content, replacing: old), content)
    guard case .nothing(let outcome) = created, case .failed(let reason) = outcome else { return created }
    return .nothing(.failed(reason: "the pull secret \(reference) was deleted, to be created anew, but: \(reason)"))
  }

  private func delete(_ old: SecretObject) async -> WriteResult {
    var old = old
    var attempt = 1
    while true {
      do {
        try await client.send(deletion(of: old, dryRun: false))
        return .done
      } catch let error as KubernetesError where error.isNotFound {
        return .done
      } catch let error as KubernetesError where error.isConflict || error.leavesDoubt {
        do {
          guard let again = try await client.get(SecretObject.read(reference), as: SecretObject.self) else {
            return .done
          }
          old = try fit(again)
        } catch let refusal as Refusal {
          return .nothing(.refused(reason: refusal.reason))
        } catch let second {
          return .unknown(reason: "\(error) And it could not be read afterwards: \(second)")
        }
        guard attempt < SecretReplacement.attempts else { return .nothing(.failed(reason: "\(error)")) }
        attempt += 1
      } catch {
        return .nothing(.failed(reason: "\(error)"))
      }
    }
  }

  private struct Refusal: Error {
    let reason: String
  }

  private func current() async throws -> SecretObject {
    guard let live = try await client.get(SecretObject.read(reference), as: SecretObject.self) else {
      throw Refusal(reason: "the pull secret \(reference) is gone since it was looked at; run again")
    }
    return try fit(live)
  }

  /// The secret, if it is what was judged and nothing hangs on it that a new one would not have.
  private func fit(_ live: SecretObject) throws -> SecretObject {
    guard live.metadata.uid == judged.uid else {
      throw Refusal(reason: "the pull secret \(reference) is another one than was looked at; run again")
    }
    guard live.document == judged.document, live.type ?? "Opaque" == judged.type else {
      throw Refusal(reason: "the pull secret \(reference) was changed since it was looked at; run again")
    }
    guard live.metadata.finalizers.isEmpty, live.metadata.ownerReferences.isEmpty else {
      throw Refusal(
        reason:
          "the pull secret \(reference) can only be deleted and created, but it has finalizers or owners, which a "
          + "new one would lose; delete it by hand"
      )
    }
    return live
  }

  private func deletion(of old: SecretObject, dryRun: Bool) throws -> APIRequest {
    try .delete(
      .secrets,
      namespace: reference.namespace,
      name: reference.name,
      preconditions: Preconditions(
        uid: old.metadata.uid ?? "",
        resourceVersion: old.metadata.resourceVersion ?? ""
      ),
      dryRun: dryRun
    )
  }
}
