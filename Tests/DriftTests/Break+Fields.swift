import Drift
import Model

extension Break {
  /// The fields that it makes differ in the object that it breaks.
  func fields(of name: String) -> [FieldDifference] {
    let username = "\(name)-image-puller"
    let entry = "auths[registry.example.com]"
    func whole(_ observed: FieldDifference.Side) -> [FieldDifference] {
      [FieldDifference("data[.dockerconfigjson]", desired: .text("a document with \(entry)"), observed: observed)]
    }
    func registry(_ other: String) -> [FieldDifference] {
      [FieldDifference(entry, desired: .text("credentials of \(username)"), observed: .text("only \(other)"))]
    }
    let auth = FieldDifference("\(entry).auth", desired: .masked, observed: .masked)
    switch self {
    case .invalid, .rival, .leaving, .settling, .gone, .namespaceGone, .secretGone, .passwordOfNoToken,
      .passwordOfAnotherToken, .groupGone, .tokenGone, .tokenRevoked, .twin:
      return []
    case .groupRenamed, .groupMarked, .groupPublic, .groupMarkedAndPublic: return groupFields(of: name)
    case .tokenExpired, .expiring, .expiringLowLevel, .lowLevel, .highLevel, .scopeLacking, .scopeBeyond,
      .scopeReplaced, .noExpiry, .lifeTooLong, .usedTwin:
      return tokenFields
    case .terminating:
      return [
        FieldDifference(
          "status.phase",
          desired: .text("Active"),
          observed: .text("Terminating since 2027-01-15T07:59:00Z")
        )
      ]
    case .labelGone: return [FieldDifference("metadata.labels[team]", desired: .text("platform"), observed: .absent)]
    case .labelChanged:
      return [FieldDifference("metadata.labels[team]", desired: .text("platform"), observed: .text("Platform"))]
    case .opaqueType:
      return [FieldDifference("type", desired: .text("kubernetes.io/dockerconfigjson"), observed: .text("Opaque"))]
    case .keyGone: return whole(.absent)
    case .binary: return whole(.text("no text"))
    case .notJSON: return whole(.text("no JSON"))
    case .noAuths: return whole(.text("JSON without auths"))
    case .otherRegistry: return registry("other.example.com")
    case .operatorsOldRegistry: return registry("registry.gitlab.example.com")
    case .foreignUsername:
      return [FieldDifference("\(entry).username", desired: .text(username), observed: .text("robot"))]
    case .tokenAsUsername:
      return [FieldDifference("\(entry).username", desired: .text(username), observed: .masked), auth]
    case .passwordEmpty: return [FieldDifference("\(entry).password", desired: .masked, observed: .absent)]
    case .authGone: return [FieldDifference("\(entry).auth", desired: .masked, observed: .absent)]
    case .authOfAnother, .authBroken: return [auth]
    }
  }
}
