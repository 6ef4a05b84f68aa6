package import Foundation
package import Model
package import Secrets

/// A token beside the one that the pull secret holds: one that a rotation left behind, or one of somebody else.
///
/// It is judged again right before it is revoked, on what is there then, by the rules that made it a finding.
package struct Revocation: Sendable, Equatable {
  package let token: LiveToken
  /// The id of the token's group.
  package let groupID: Int
  let estate: Estate
  let policy: TokenPolicy
  let installation: String?
  let lastUseResolution: TimeInterval
  /// What was announced of it, which a last look must say again.
  let proposal: ProposedAction

  /// What a last look says.
  package enum Verdict: Sendable, Equatable {
    case due
    /// It opens nothing any more.
    case dead
    case refused(reason: String)
  }

  /// The revocation of `token`, which stands beside the one that `credential` holds; nil where its group is unknown.
  init?(of token: LiveToken, in credential: Credential, as proposal: ProposedAction = .revokeToken) {
    guard let group = credential.gitlab.groups[credential.token.group].value else { return nil }
    self.token = token
    groupID = group.id
    estate = credential.estate
    policy = credential.policy
    installation = credential.installation
    lastUseResolution = credential.gitlab.lastUseResolution
    self.proposal = proposal
  }

  /// The full path of the token's group.
  package var group: String { estate.credential?.token.group ?? "" }

  /// The pull secret that must hold a working token before this one goes.
  package var pullSecret: ObjectReference { estate.pullSecret.reference }

  var subject: String {
    Token.subject(of: token, in: group)
  }

  /// The passwords of `secret` that GitLab must be shown first, also where the annotations prove whose they are:
  /// nothing is revoked before its successor was tried.
  package func passwords(in secret: LivePullSecret, among tokens: [LiveToken], at now: Date) -> [Secret] {
    credential(secret, tokens, [:], now)?.unprovenPasswords ?? []
  }

  /// Judges the token once more.
  ///
  /// - Parameters:
  ///   - secret: the pull secret as it is now.
  ///   - tokens: those of the group as they are now.
  ///   - verdicts: what GitLab said of the passwords.
  ///   - now: the time by GitLab's clock.
  package func verdict(
    secret: LivePullSecret,
    tokens: [LiveToken],
    verdicts: [Secret: PasswordVerdict],
    at now: Date
  ) -> Verdict {
    guard let current = tokens.first(where: { $0.id == token.id }), current.isLive(at: now) else { return .dead }
    guard let credential = credential(secret, tokens, verdicts, now), let namesakes = credential.namesakes,
      case .live(let held, password: _) = credential.holding(of: secret, among: namesakes)
    else { return .refused(reason: "nobody can say that the pull secret \(pullSecret) holds a working token") }
    guard held.id != token.id else { return .refused(reason: "the pull secret \(pullSecret) holds it again") }
    let judgement = credential.judge([current], besides: held, claim: secret.claim)
    if let coming = judgement.removals.first {
      return .refused(reason: "it is due only from \(coming.dueAt.instant) on")
    }
    guard let finding = judgement.findings.first, finding.action == proposal else {
      return .refused(reason: judgement.findings.first?.reason ?? "it is not due")
    }
    return .due
  }

  private func credential(
    _ secret: LivePullSecret,
    _ tokens: [LiveToken],
    _ verdicts: [Secret: PasswordVerdict],
    _ now: Date
  ) -> Credential? {
    guard let token = estate.credential?.token else { return nil }
    var gitlab = Snapshot.GitLab(
      groups: .read([:]),
      tokens: .read([token.group: tokens]),
      verdicts: verdicts,
      time: now
    )
    gitlab.lastUseResolution = lastUseResolution
    var trying = policy
    trying.verification = .always
    return Credential(
      estate: estate,
      namespace: .unreadable(Unreadable(system: .kubernetes, subject: "namespaces", reason: "not read again")),
      pullSecret: .present(secret),
      gitlab: gitlab,
      token: token,
      policy: trying,
      installation: installation
    )
  }
}
