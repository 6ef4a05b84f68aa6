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
  /// UID of kube-system, which our descriptions of tokens bear; nil where it is unknown.
  let installation: String?

  /// What is to be said of both.
  struct Judgement {
    var findings: [Finding] = []
    /// Ends of tokens, ahead of them.
    var expiries: [Expiry] = []
    var removals: [ComingRemoval] = []
    /// Whether nobody knows which token the secret holds, because nobody may ask.
    var isUnproven = false
    /// Whether GitLab may be asked about a password, was not yet, and its answer would matter.
    var isUnasked = false
  }

  /// Judges both, each cause once.
  ///
  /// - No live namesake: the token is expired or missing; that the secret's password is dead follows from it.
  /// - The secret is absent: that alone.
  /// - The secret holds a live namesake: that one is judged, and every other is stale.
  /// - The secret holds something else: the secret is changed, that alone.
  var judgement: Judgement {
    let shape = estate.pullSecret.difference(from: pullSecret, in: namespace, of: estate)
    var judgement = Judgement(findings: [shape].compactMap(\.self))
    guard let namesakes else {
      judgement.findings = judgement.findings.map(\.withoutKnownPassword)
      return judgement
    }
    let live = namesakes.filter(isLive)
    if live.isEmpty {
      judgement.findings =
        judgement.findings.map { estate.pullSecret.needingToken($0, visibleSecret) }
        + [absence(among: namesakes)]
      return judgement
    }
    guard let secret = visibleSecret else { return judgement }
    switch holding(of: secret, among: namesakes) {
    case .live(let held, password: _):
      let others = judge(live.filter { $0.id != held.id }, besides: held, claim: secret.claim)
      judgement.findings += token.differences(of: held, at: gitlab.time, under: policy, for: estate) + others.findings
      judgement.removals = others.removals
      judgement.expiries = [expiry(of: held)].compactMap(\.self)
    case .other(let words):
      judgement.findings = [estate.pullSecret.holding(words, in: secret, shape: shape, of: estate)]
    case .nothing:
      judgement.findings = [shape.map { estate.pullSecret.needingToken($0, secret) }].compactMap(\.self)
    case .unknown:
      judgement.findings = judgement.findings.map(\.withoutKnownPassword)
      // It may be any of them.
      judgement.expiries = live.compactMap(expiry)
      judgement.isUnproven = policy.verification == .never
      judgement.isUnasked = unprovenPasswords.contains { gitlab.verdicts[$0] == nil }
    }
    return judgement
  }

  /// The end of `live`, from twice the notice on that it is rotated with.
  private func expiry(of live: LiveToken) -> Expiry? {
    guard let diesAt = live.diesAt, let notice = policy.notice(for: live) else { return nil }
    let left = diesAt.timeIntervalSince(gitlab.time)
    guard left < 2 * notice else { return nil }
    let severity: Severity = left < notice ? .high : .low
    return Expiry(project: estate.project.name, token: live.name, expiresAt: diesAt, severity: severity)
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
      action: .createToken,
      reason: visibleSecret == nil ? nil : "so the pull secret cannot hold a live one"
    )
  }
}

extension Credential {
  /// Those of `estate`; nil where no GitLab is looked at.
  init?(of estate: Estate, in snapshot: Snapshot, under policy: Policy) {
    guard let gitlab = snapshot.gitlab, let wished = estate.credential, let tokens = policy.tokens else { return nil }
    self.init(
      estate: estate,
      namespace: snapshot.namespaces[estate.namespace.name],
      pullSecret: snapshot.pullSecrets[estate.pullSecret.reference.namespace],
      gitlab: gitlab,
      token: wished.token,
      policy: tokens,
      installation: snapshot.installation
    )
  }
}

extension Token {
  /// Group and name; further tokens of that name add their id.
  var subject: String {
    "\(group)/\(name)"
  }

  /// What findings call one of several tokens of a name.
  static func subject(of token: LiveToken, in group: String) -> String {
    "\(group)/\(token.name) (id \(token.id))"
  }
}
