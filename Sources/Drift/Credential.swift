import Foundation
import Model
import Secrets

/// One Project's token and pull secret, judged together: what is wrong with the one often follows from the other.
struct Credential {
  let estate: Estate
  let namespace: Sighting<LiveNamespace>
  let pullSecret: Sighting<LivePullSecret>
  let gitlab: Snapshot.GitLab
  let token: Token
  let policy: TokenPolicy

  /// Those of `estate`; nil where no GitLab is looked at.
  init?(of estate: Estate, in snapshot: Snapshot, under policy: Policy) {
    guard let gitlab = snapshot.gitlab, let wished = estate.credential, let tokens = policy.tokens else { return nil }
    self.estate = estate
    self.namespace = snapshot.namespaces[estate.namespace.name]
    self.pullSecret = snapshot.pullSecrets[estate.pullSecret.reference.namespace]
    self.gitlab = gitlab
    self.token = wished.token
    self.policy = tokens
  }

  /// The findings on both, each cause once.
  ///
  /// - No live namesake: the token is expired or missing; that the secret's password is dead follows from it.
  /// - The secret is absent: that alone.
  /// - The secret holds a live namesake: that one is judged, and every other is stale.
  /// - The secret holds something else: the secret is changed, that alone.
  var findings: [Finding] {
    let shape = estate.pullSecret.difference(from: pullSecret, in: namespace, of: estate)
    guard let namesakes else { return [shape].compactMap(\.self) }
    let live = namesakes.filter(isLive)
    if live.isEmpty { return [absence(among: namesakes), shape].compactMap(\.self) }
    guard let secret = visibleSecret else { return [shape].compactMap(\.self) }
    switch holding(of: secret, among: namesakes) {
    case .live(let held):
      return [shape].compactMap(\.self) + token.differences(of: held, at: gitlab.time, under: policy, for: estate)
        + stale(live, besides: held, claim: secret.claim)
    case .other(let words):
      return [estate.pullSecret.holding(words, shape: shape, of: estate)]
    case .nothing:
      return [shape.map { estate.pullSecret.needingToken($0) }].compactMap(\.self)
    case .unknown:
      return [shape].compactMap(\.self)
    }
  }

  /// The group's tokens of that name, dead ones too; nil where they are unknown or there is no group.
  var namesakes: [LiveToken]? {
    gitlab.tokens[token.group].value?.filter { $0.name == token.name }
  }

  /// Whether `token` opens anything, by GitLab's clock.
  func isLive(_ token: LiveToken) -> Bool {
    token.isLive(at: gitlab.time)
  }

  /// The secret, where it is there and its namespace is not about to take it away.
  var visibleSecret: LivePullSecret? {
    switch namespace {
    case .present(let live): live.deletedAt == nil ? pullSecret.value : nil
    case .unreadable: pullSecret.value
    case .absent: nil
    }
  }

  private func absence(among namesakes: [LiveToken]) -> Finding {
    let expired = namesakes.filter { !$0.isRevoked && $0.isExpired(at: gitlab.time) }
    let latest = expired.compactMap(\.diesAt).max()
    return Finding(
      kind: .token,
      project: estate.project.name,
      subject: token.subject,
      fault: latest == nil ? .missing : .expired,
      fields: latest.map {
        [FieldDifference("expires_at", desired: .text("a day to come"), observed: .text($0.day))]
      } ?? [],
      action: ProposedAction("create a token and write it into the pull secret"),
      reason: visibleSecret == nil ? nil : "so the pull secret cannot hold a live one"
    )
  }

  private func stale(_ live: [LiveToken], besides held: LiveToken, claim: TokenClaim?) -> [Finding] {
    let swap = claim.flatMap { $0.id == held.id ? $0 : nil }
    return live.filter { $0.id != held.id && !isInOverlap($0, swap) }.map { other in
      Finding(
        kind: .token,
        project: estate.project.name,
        subject: "\(token.subject) (id \(other.id))",
        fault: .stale,
        fields: [
          other.lastUsedAt.map { FieldDifference("lastUsedAt", desired: .absent, observed: .text($0.instant)) }
        ].compactMap(\.self),
        // What a rotation left behind is the rotation's to revoke: it asks no further leave.
        action: ProposedAction("revoke the token", removal: !(swap?.predecessors.contains(other.id) ?? false)),
        reason: "it is live, and the pull secret holds the token with the id \(held.id)"
      )
    }
  }

  /// A token that the held one took over from stays valid for a while, so that nobody's pull fails in between.
  private func isInOverlap(_ token: LiveToken, _ claim: TokenClaim?) -> Bool {
    guard let claim, claim.predecessors.contains(token.id), let rotatedAt = claim.rotatedAt else { return false }
    return gitlab.time < rotatedAt.addingTimeInterval(policy.overlap)
  }
}

extension Token {
  /// Group and name; further tokens of that name add their id.
  var subject: String {
    "\(group)/\(name)"
  }
}
