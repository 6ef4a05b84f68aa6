import Model
import Secrets

extension Break {
  /// The document of the pull secret of `name` after it.
  func document(of name: String) -> LivePullSecret.Document {
    var document = PullDocument(of: name)
    let password = PullDocument.password(of: name)
    switch self {
    case .keyGone: return .missing
    case .binary: return .binary
    case .notJSON: return .text(Secret("\(password)\n"))
    case .noAuths: return .text(Secret("{\"\(World.registry)\": {\"password\": \"\(password)\"}}"))
    case .otherRegistry: document.registry = "https://user:planted@other.example.com/v2/"
    case .operatorsOldRegistry: document.registry = "https://registry.gitlab.example.com"
    case .foreignUsername:
      document.username = "robot"
      document.auth = PullDocument.auth("robot", password)
    case .tokenAsUsername: document.username = password
    case .passwordEmpty:
      document.password = nil
      document.auth = PullDocument.auth("\(name)-image-puller", "")
    case .authGone: document.auth = nil
    case .authOfAnother: document.auth = PullDocument.auth("\(name)-image-puller", "planted-other")
    case .authBroken: document.auth = "planted!"
    case .passwordOfNoToken, .passwordOfAnotherToken:
      document.password = self == .passwordOfNoToken ? "gldt-planted-deploy-token" : "glpat-planted-another"
      document.auth = PullDocument.auth("\(name)-image-puller", document.password ?? "")
    case .invalid, .rival, .leaving, .settling, .gone, .namespaceGone, .terminating, .labelGone, .labelChanged,
      .secretGone, .opaqueType, .groupGone, .groupRenamed, .groupMarked, .groupPublic, .groupMarkedAndPublic,
      .tokenGone, .tokenRevoked, .tokenExpired, .expiring, .expiringLowLevel, .lowLevel, .highLevel, .scopeLacking,
      .scopeBeyond, .scopeReplaced, .noExpiry, .lifeTooLong, .twin, .usedTwin:
      break
    }
    return .text(document.text)
  }
}
