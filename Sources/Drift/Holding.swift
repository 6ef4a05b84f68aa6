import Formats
import Model
import Secrets

/// Which token a pull secret holds.
enum Holding: Equatable {
  /// One of the Project's live tokens, whose secret is this password.
  case live(LiveToken, password: Secret)
  /// Provably no live one; what instead, in words.
  case other(String)
  /// No password for our registry, which is a finding of its own.
  case nothing
  /// Nobody can say.
  case unknown
}

extension Credential {
  /// Which of the `namesakes` `secret` holds.
  ///
  /// The annotations prove it without traffic: they name one of them, and the digest is that of a password. Else what
  /// GitLab says of the passwords decides: one live namesake is enough, as it is to a kubelet, which tries them all.
  func holding(of secret: LivePullSecret, among namesakes: [LiveToken]) -> Holding {
    let proof = TokenProof(in: secret, among: namesakes)
    if let proof, isLive(proof.token), policy.verification != .always {
      return .live(proof.token, password: proof.password)
    }
    var words: [String] = []
    if let proof, !isLive(proof.token) {
      words.append("the password is that of a dead one, with the id \(proof.token.id)")
    }
    var isUnknown = false
    for password in passwordsToAskAbout(in: secret, proof) {
      switch gitlab.verdicts[password] {
      case .alive(let id)?:
        if let held = namesakes.first(where: { $0.id == id && isLive($0) }) { return .live(held, password: password) }
        words.append("the password is that of another token, with the id \(id)")
      case .dead?:
        words.append("the password is that of no live token")
      case .unreadable?, nil:
        isUnknown = true
      }
    }
    if isUnknown { return .unknown }
    return words.first.map(Holding.other) ?? .nothing
  }

  /// The passwords about which only GitLab can tell, whether it was asked already or not.
  ///
  /// None where there is no live token, because then no answer matters.
  var unprovenPasswords: [Secret] {
    guard policy.verification != .never, let namesakes, namesakes.contains(where: isLive), let secret = visibleSecret
    else { return [] }
    let proof = TokenProof(in: secret, among: namesakes)
    if let proof, isLive(proof.token), policy.verification != .always { return [] }
    return passwordsToAskAbout(in: secret, proof)
  }

  /// A password that is proved to be a live token's stands for all; that of a dead one is superseded and never shown to
  /// GitLab again.
  private func passwordsToAskAbout(in secret: LivePullSecret, _ proof: TokenProof?) -> [Secret] {
    if let proof, isLive(proof.token) { return [proof.password] }
    return secret.passwords(for: estate.pullSecret).filter { $0 != proof?.password }
  }
}

/// What the annotations of a pull secret prove of a password in it.
private struct TokenProof {
  let token: LiveToken
  let password: Secret

  /// Nil where the annotations name none of `namesakes`, or their digest is that of no password in `secret`.
  init?(in secret: LivePullSecret, among namesakes: [LiveToken]) {
    guard let claim = secret.claim, let token = namesakes.first(where: { $0.id == claim.id }),
      let password = secret.password(where: { SecretDigest.sha256(of: $0) == claim.sha256 })
    else { return nil }
    self.token = token
    self.password = password
  }
}

extension LivePullSecret {
  private var config: DockerConfig? {
    guard case .text(let text) = document else { return nil }
    return try? DockerConfig(parsing: text)
  }

  /// The passwords that a kubelet would send to the registry; where `auth` cannot be read, the plain one.
  ///
  /// Where nothing is said of the registry, those that another has for the token's user: it may be the same registry
  /// by an old name. No password of anybody else is ever shown to GitLab.
  fileprivate func passwords(for wished: PullSecret) -> [Secret] {
    let entries = config?.entries(for: RegistryHost(wished.registry)).map(\.entry) ?? []
    let others = config?.auths.values.filter { $0.credentials?.username == wished.username } ?? []
    var found: [Secret] = []
    for entry in entries.isEmpty ? others : entries {
      guard let password = entry.credentials?.password ?? entry.password, !password.isEmpty else { continue }
      if !found.contains(password) { found.append(password) }
    }
    return found
  }

  /// A password that stands anywhere in it, for whatever registry, and of which `isWanted` is true.
  fileprivate func password(where isWanted: (Secret) -> Bool) -> Secret? {
    for entry in config?.auths.values ?? [:].values {
      if let password = entry.password, isWanted(password) { return password }
      // Mostly it says the same again, in base64.
      if let password = entry.credentials?.password, password != entry.password, isWanted(password) { return password }
    }
    return nil
  }
}
