import Foundation
import Model

extension Credential {
  /// What is to be said of `others`, live tokens of the same name beside the one that the secret holds.
  ///
  /// Those that the held one took over from are the rotation's own to revoke, some time after, and so are those that we
  /// made and never wrote into the secret; all others are stale.
  func judge(_ others: [LiveToken], besides held: LiveToken, claim: TokenClaim?) -> Judgement {
    let swap = claim.flatMap { $0.id == held.id ? $0 : nil }
    var judgement = Judgement()
    for other in others {
      guard let handover = handover(from: other, besides: held, swap) else {
        judgement.findings.append(foreign(other, besides: held))
        continue
      }
      let finding = handedOver(other, handover)
      guard let end = handover.at?.addingTimeInterval(policy.overlap), gitlab.time < end else {
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

  /// How a token came to be one that rotations left behind.
  private struct Handover {
    /// From when on it was to be used no more; nil where nobody knows.
    let at: Date?
    /// The same for judging its last use: a token that nobody wrote anywhere cannot have been used at all.
    let unusedSince: Date?
    /// What happened, in words.
    let words: String
  }

  /// Nil where `other` is none of the rotation's own.
  private func handover(from other: LiveToken, besides held: LiveToken, _ swap: TokenClaim?) -> Handover? {
    if let swap, swap.predecessors.contains(other.id) {
      let words = "the token with the id \(held.id) took over from it"
      return Handover(at: swap.rotatedAt, unusedSince: swap.rotatedAt, words: words)
    }
    guard let installation, other.isMade(by: installation) else { return nil }
    return Handover(
      at: other.createdAt,
      unusedSince: swap?.rotatedAt ?? other.createdAt,
      words: "driftcheck made it, and the pull secret holds the token with the id \(held.id)"
    )
  }

  private func handedOver(_ token: LiveToken, _ handover: Handover) -> Finding {
    guard let since = handover.unusedSince, let usedAt = token.lastUsedAt,
      usedAt > since.addingTimeInterval(gitlab.lastUseResolution)
    else {
      return stale(token, action: .revokeToken, reason: "\(handover.words), and it is still live")
    }
    let end = token.diesAt.map { "its expiry on \($0.day)" } ?? "somebody revokes it, as it has no expiry"
    return stale(
      token,
      severity: .high,
      lastUsedAt: usedAt,
      reason: "\(handover.words), but it was used after that, so something beside the pull secret holds it; it is left "
        + "until \(end)"
    )
  }

  private func foreign(_ token: LiveToken, besides held: LiveToken) -> Finding {
    stale(
      token,
      lastUsedAt: token.lastUsedAt,
      action: .removeToken,
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
