import Foundation
import Model

extension Credential {
  /// What is to be said of `others`, live tokens of the same name beside the one that the secret holds.
  ///
  /// Those that the held one took over from are the rotation's own to revoke, some time after; all others are stale.
  func judge(_ others: [LiveToken], besides held: LiveToken, claim: TokenClaim?) -> Judgement {
    let swap = claim.flatMap { $0.id == held.id ? $0 : nil }
    var judgement = Judgement()
    for other in others {
      guard let swap, swap.predecessors.contains(other.id) else {
        judgement.findings.append(foreign(other, besides: held))
        continue
      }
      let finding = predecessor(other, of: held, usedAt: useAfter(swap, of: other))
      guard let end = endOfOverlap(swap), gitlab.time < end else {
        judgement.findings.append(finding)
        continue
      }
      // What is still in use is left to die by itself.
      if let dueAt = finding.action == nil ? other.diesAt : end {
        judgement.removals.append(ComingRemoval(finding, dueAt: dueAt))
      }
    }
    return judgement
  }

  /// Until when a predecessor stays valid, so that nobody's pull fails in between; nil where the swap's time is unknown.
  private func endOfOverlap(_ swap: TokenClaim) -> Date? {
    swap.rotatedAt?.addingTimeInterval(policy.overlap)
  }

  /// When `token` was last used, where that is clearly after it was replaced.
  private func useAfter(_ swap: TokenClaim, of token: LiveToken) -> Date? {
    guard let rotatedAt = swap.rotatedAt, let usedAt = token.lastUsedAt else { return nil }
    return usedAt > rotatedAt.addingTimeInterval(gitlab.lastUseResolution) ? usedAt : nil
  }

  private func predecessor(_ token: LiveToken, of held: LiveToken, usedAt: Date?) -> Finding {
    guard let usedAt else {
      return stale(
        token,
        action: ProposedAction("revoke the token"),
        reason: "the token with the id \(held.id) took over from it, and it is still live"
      )
    }
    let end = token.diesAt.map { "its expiry on \($0.day)" } ?? "somebody revokes it, as it has no expiry"
    return stale(
      token,
      severity: .high,
      lastUsedAt: usedAt,
      reason: "it was used after the token with the id \(held.id) took over from it, so something beside the pull "
        + "secret holds it; it is left until \(end)"
    )
  }

  private func foreign(_ token: LiveToken, besides held: LiveToken) -> Finding {
    stale(
      token,
      lastUsedAt: token.lastUsedAt,
      action: ProposedAction("revoke the token", removal: true),
      reason: "it is live, and the pull secret holds the token with the id \(held.id)"
    )
  }

  private func stale(
    _ other: LiveToken,
    severity: Severity? = nil,
    lastUsedAt: Date? = nil,
    action: ProposedAction? = nil,
    reason: String
  ) -> Finding {
    Finding(
      kind: .token,
      project: estate.project.name,
      subject: Token.subject(of: other, in: token.group),
      fault: .stale,
      severity: severity,
      fields: lastUsedAt.map { [FieldDifference("lastUsedAt", desired: .absent, observed: .text($0.instant))] } ?? [],
      action: action,
      reason: reason
    )
  }
}
