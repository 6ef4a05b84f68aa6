import Drift
import GitLab
import Kubernetes
import Model
import Secrets
import Wire

/// Revokes tokens beside the one that a pull secret holds.
struct RevocationWriter: Sendable {
  let kubernetes: KubernetesClient
  let mint: TokenMint

  /// Looks at tokens and secret once more, tries what the secret holds, and revokes the token if it is still due.
  func revoke(_ revocation: Revocation) async -> Outcome {
    let group = GroupReference(id: revocation.groupID, fullPath: revocation.group)
    do {
      let read = SecretObject.read
      guard let secret = try await kubernetes.get(read(revocation.pullSecret), as: SecretObject.self)?.live else {
        return .refused(reason: "the pull secret \(revocation.pullSecret) is gone since it was looked at; run again")
      }
      let tokens = try await mint.tokens(of: group).map(LiveToken.init)
      let verdicts = await verdicts(on: revocation.passwords(in: secret, among: tokens, at: mint.time), revocation)
      switch revocation.verdict(secret: secret, tokens: tokens, verdicts: verdicts, at: mint.time) {
      case .due: return await mint.revoke(revocation.token.id, in: group)
      case .dead: return .done
      case .refused(let reason): return .refused(reason: "not revoked: \(reason)")
      }
    } catch {
      return .failed(reason: "\(error)")
    }
  }

  private func verdicts(on passwords: [Secret], _ revocation: Revocation) async -> [Secret: PasswordVerdict] {
    var verdicts: [Secret: PasswordVerdict] = [:]
    for password in passwords {
      let holder = "pull secret \(revocation.pullSecret)"
      do {
        switch try await mint.client.state(of: HeldSecret(holder: holder, secret: password)) {
        case .alive(let token): verdicts[password] = .alive(id: token.id)
        case .dead: verdicts[password] = .dead
        }
      } catch {
        verdicts[password] = .unreadable(
          Unreadable(system: .gitlab, subject: "the token in \(holder)", reason: error.description)
        )
      }
    }
    return verdicts
  }
}

extension LiveToken {
  /// The token as it is judged.
  init(_ token: GroupAccessToken) {
    self.init(
      id: token.id,
      name: token.name,
      description: token.description,
      scopes: Set(token.scopes),
      level: token.accessLevel,
      isRevoked: token.revoked,
      createdAt: token.createdAt,
      diesAt: token.expiresAt?.startInUTC,
      lastUsedAt: token.lastUsedAt
    )
  }
}
