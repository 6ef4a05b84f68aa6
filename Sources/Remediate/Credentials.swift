import Drift
import Foundation
import GitLab
import HTTP
import Kubernetes
import Model
import Secrets
import Wire

/// Makes tokens and writes them into pull secrets, so that there is no moment without a working one and none that nobody
/// holds.
struct CredentialWriter: Sendable {
  let kubernetes: KubernetesClient
  let mint: TokenMint
  /// Groups that the plan made, by path.
  let groups: Locked<[String: GroupReference]>

  /// Rehearses the write, makes the token, writes it, reads it back and tries it; what it takes over from stays alive.
  func issue(_ issue: TokenIssue) async -> Outcome {
    do throws(Unfinished) {
      let group = try await group(of: issue)
      let write = PullSecretWrite(
        client: kubernetes,
        reference: issue.wished.reference,
        judged: issue.judged,
        project: issue.project
      )
      // Nothing is made that could not be written afterwards.
      let rehearsal = await write.rehearse(try content(of: issue, 0, Secret("not-made-yet"), endingOn: "never"))
      guard rehearsal == .done else { throw Unfinished(outcome: rehearsal.outcome) }
      let token = try await mint.make(issue, in: group)
      try await deliver(token, of: issue, by: write, in: group)
      try await prove(token, of: issue)
      return .done
    } catch {
      return error.outcome
    }
  }

  private func group(of issue: TokenIssue) async throws(Unfinished) -> GroupReference {
    let path = issue.token.group
    if let id = issue.groupID { return GroupReference(id: id, fullPath: path) }
    // The plan made it a moment ago.
    if let made = groups.withLock({ $0[path] }) { return made }
    do {
      if let found = try await mint.client.group(atPath: path), found.fullPath == path { return found.reference }
    } catch {
      throw .failed("\(error)")
    }
    throw .refused("the group \(path) is not there")
  }

  private func content(
    of issue: TokenIssue,
    _ id: Int,
    _ secret: Secret,
    endingOn day: String
  ) throws(Unfinished) -> SecretContent {
    guard let document = issue.document(holding: secret) else {
      throw .refused(
        "the document of the pull secret \(issue.wished.reference) cannot be edited without changing more than the entry "
          + "of the registry; write it anew by hand"
      )
    }
    guard let claim = issue.claim(on: id, secret, at: mint.time) else {
      throw .failed("libcrypto has no SHA-256, by which the token in a pull secret is known")
    }
    return SecretContent(document: document, annotations: claim.annotations(endingOn: day))
  }

  /// Writes the token; where it is certain that nothing holds it, it is revoked at once.
  private func deliver(
    _ token: CreatedAccessToken,
    of issue: TokenIssue,
    by write: PullSecretWrite,
    in group: GroupReference
  ) async throws(Unfinished) {
    let result: WriteResult
    do {
      let day = token.expiresAt.map(\.description) ?? "never"
      result = await write.run(try content(of: issue, token.id, token.secret, endingOn: day))
    } catch {
      result = .nothing(error.outcome)
    }
    switch result {
    case .done:
      return
    case .nothing(let outcome):
      throw Unfinished(outcome: outcome.adding(await mint.takeBack(token, in: group)))
    case .unknown(let reason):
      throw .failed(
        "\(reason) Whether it holds the new token with the id \(token.id) is unknown; the next run sees to it."
      )
    }
  }

  /// Makes sure that the secret holds the token and that GitLab takes it.
  private func prove(_ token: CreatedAccessToken, of issue: TokenIssue) async throws(Unfinished) {
    let reference = issue.wished.reference
    do {
      let live = try await kubernetes.get(SecretObject.read(reference), as: SecretObject.self)
      guard let live, live.live.claim?.id == token.id,
        issue.document(holding: token.secret).map({ live.document == .text($0) }) ?? false
      else { throw Unfinished.failed("the pull secret \(reference) was changed right after the new token was written") }
      let held = HeldSecret(holder: "pull secret \(reference)", secret: token.secret)
      switch try await mint.client.state(of: held) {
      case .alive(let found) where found.id == token.id:
        return
      case .alive, .dead:
        throw Unfinished.failed(
          "GitLab does not take the new token with the id \(token.id), which the pull secret \(reference) holds; those "
            + "before it stay alive"
        )
      }
    } catch let unfinished as Unfinished {
      throw unfinished
    } catch {
      throw .failed("the pull secret \(reference) was written, but it could not be tried: \(error)")
    }
  }
}

extension Outcome {
  /// The same with another sentence of the reason.
  fileprivate func adding(_ sentence: String?) -> Outcome {
    guard let sentence else { return self }
    return switch self {
    case .done: .failed(reason: sentence)
    case .failed(let reason): .failed(reason: "\(reason) \(sentence)")
    case .refused(let reason): .failed(reason: "\(reason). \(sentence)")
    case .waiting(let reason): .failed(reason: "\(reason). \(sentence)")
    }
  }
}
