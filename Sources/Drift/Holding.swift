import Formats
package import Model
package import Secrets

/// Which token a pull secret holds.
enum Holding: Equatable {
  /// One of the Project's live tokens.
  case live(LiveToken)
  /// Provably something else; what, in words.
  case other(String)
  /// No password for our registry, which is a finding of its own.
  case nothing
  /// Nobody can say.
  case unknown
}

extension Credential {
  /// Which of the `live` tokens `secret` holds.
  ///
  /// The annotations prove it without traffic: the id that they name is among the live tokens, and the digest is that of
  /// the password. Else GitLab's answer to the password decides.
  func holding(of secret: LivePullSecret, among live: [LiveToken]) -> Holding {
    guard let password = secret.password(for: estate.pullSecret.registry) else { return .nothing }
    if policy.verification != .always, let proved = secret.provenToken(password, among: live) { return .live(proved) }
    switch gitlab.verdicts[password] {
    case .alive(let id)?:
      return live.first { $0.id == id }.map(Holding.live)
        ?? .other("the password is that of another token, with the id \(id)")
    case .dead?:
      return .other("the password is that of no live token")
    case .unreadable?, nil:
      return .unknown
    }
  }
}

extension LivePullSecret {
  /// The password that a kubelet would send to `registry`; nil where there is none.
  func password(for registry: String) -> Secret? {
    guard case .text(let text) = document, let config = try? DockerConfig(parsing: text) else { return nil }
    let passwords = config.entries(for: RegistryHost(registry)).compactMap { $0.entry.credentials?.password }
    return passwords.first { !$0.isEmpty }
  }

  /// The live token that the annotations prove `password` to be.
  func provenToken(_ password: Secret, among live: [LiveToken]) -> LiveToken? {
    guard let claim, let token = live.first(where: { $0.id == claim.id }) else { return nil }
    return SecretDigest.sha256(of: password) == claim.sha256 ? token : nil
  }
}

/// The passwords that GitLab must be asked about, because nothing else proves which token they are.
package struct UnprovenPasswords: Sendable {
  /// Each password once, with a secret that holds it, for messages.
  package let holders: [Secret: ObjectReference]

  /// Those of `estates` in `snapshot` that no verdict is known of yet.
  ///
  /// Where a Project has no live token nobody is asked: its password is dead. Superseded passwords are never asked about,
  /// for only the one that stands in the secret is looked at.
  package init(of estates: [Estate], in snapshot: Snapshot, under policy: Policy) {
    guard let gitlab = snapshot.gitlab, let tokens = policy.tokens, tokens.verification != .never else {
      holders = [:]
      return
    }
    var holders: [Secret: ObjectReference] = [:]
    for estate in estates {
      guard let token = estate.credential?.token, let all = gitlab.tokens[token.group].value,
        let secret = snapshot.pullSecrets[estate.pullSecret.reference.namespace].value,
        let password = secret.password(for: estate.pullSecret.registry), gitlab.verdicts[password] == nil
      else { continue }
      let live = all.filter { $0.name == token.name && $0.isLive(at: gitlab.time) }
      let isProven = tokens.verification == .auto && secret.provenToken(password, among: live) != nil
      if !live.isEmpty, !isProven { holders[password] = secret.reference }
    }
    self.holders = holders
  }
}
