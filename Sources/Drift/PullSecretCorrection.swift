import Formats
package import Model
package import Secrets

/// How a pull secret is mended around the live password that it holds; where it cannot be changed, by putting another in
/// its place.
package struct PullSecretCorrection: Sendable, Equatable {
  package var wished: PullSecret
  /// The secret as it was judged: another one is judged anew, not mended.
  package var judged: LivePullSecret
  /// The key of `auths` whose entry is to be right.
  package var key: String
  package var password: Secret

  package init(wished: PullSecret, judged: LivePullSecret, key: String, password: Secret) {
    self.wished = wished
    self.judged = judged
    self.key = key
    self.password = password
  }

  /// What findings announce of it.
  var proposal: ProposedAction {
    judged.replacementReason.map(ProposedAction.recreatePullSecret) ?? .correctPullSecret
  }

  /// The judged document with that one entry made right; nil where it cannot be edited without changing more.
  package var document: Secret? {
    guard case .text(let document) = judged.document else { return nil }
    return DockerConfig.setting(username: wished.username, password: password, under: key, in: document)
  }
}

extension Credential {
  /// How the pull secret is mended; nil where it holds no token that is known to be live.
  var correction: PullSecretCorrection? {
    guard let namesakes, let secret = visibleSecret,
      case .text(let text) = secret.document, let config = try? DockerConfig(parsing: text),
      case .live(_, let password) = holding(of: secret, among: namesakes)
    else { return nil }
    let wished = estate.pullSecret
    let key = wished.closestEntry(in: config)?.key ?? RegistryHost(wished.registry).description
    return PullSecretCorrection(wished: wished, judged: secret, key: key, password: password)
  }
}
