import Drift
import Foundation
import Model

extension Break {
  /// The id of a live token that is nobody's here.
  static let anotherToken = 77

  /// The id of the further token of the same name that ``Break/twin`` makes.
  static func twinID(of name: String) -> Int {
    WorldGitLab.token(of: name).id + 1
  }

  func applyToGroup(at path: String, in gitlab: inout WorldGitLab) {
    switch self {
    case .groupGone:
      gitlab.groups[path] = nil
    case .groupRenamed:
      var group = gitlab.groups.removeValue(forKey: path) ?? LiveGroup(id: 0, fullPath: path)
      group.fullPath = "\(path)-deletion_scheduled-\(group.id)"
      group.markedForDeletionOn = "2027-01-10"
      gitlab.groups[group.fullPath] = group
    case .groupMarked:
      gitlab.groups[path]?.markedForDeletionOn = "2027-01-10"
    case .groupPublic:
      gitlab.groups[path]?.visibility = .other("public")
    case .groupMarkedAndPublic:
      Break.groupMarked.applyToGroup(at: path, in: &gitlab)
      Break.groupPublic.applyToGroup(at: path, in: &gitlab)
    case _:
      break
    }
  }

  func applyToToken(of name: String, in gitlab: inout WorldGitLab) {
    let day = WorldGitLab.day
    let today = WorldGitLab.today
    switch self {
    case .tokenGone: gitlab.tokens[World.group(of: name)]?.removeAll { $0.name == "\(name)-image-puller" }
    case .tokenRevoked: gitlab.change(name) { $0.isRevoked = true }
    case .tokenExpired: gitlab.change(name) { $0.diesAt = today }
    case .expiring: gitlab.change(name) { $0.diesAt = today.addingTimeInterval(10 * day) }
    case .expiringLowLevel:
      Break.expiring.applyToToken(of: name, in: &gitlab)
      Break.lowLevel.applyToToken(of: name, in: &gitlab)
    case .lowLevel: gitlab.change(name) { $0.level = 10 }
    case .highLevel: gitlab.change(name) { $0.level = 40 }
    case .scopeLacking: gitlab.change(name) { $0.scopes = [] }
    case .scopeBeyond: gitlab.change(name) { $0.scopes.insert("api") }
    case .scopeReplaced: gitlab.change(name) { $0.scopes = ["api"] }
    case .noExpiry: gitlab.change(name) { $0.diesAt = nil }
    case .lifeTooLong: gitlab.change(name) { $0.diesAt = today.addingTimeInterval(367 * day) }
    case .twin, .usedTwin:
      var twin = WorldGitLab.token(of: name)
      twin.id = Break.twinID(of: name)
      if self == .usedTwin { twin.lastUsedAt = World.now.addingTimeInterval(-60) }
      gitlab.tokens[World.group(of: name), default: []].insert(twin, at: 0)
    case _: break
    }
  }

  func groupFields(of name: String) -> [FieldDifference] {
    func marked(_ words: String) -> FieldDifference {
      FieldDifference("marked_for_deletion_on", desired: .absent, observed: .text("marked since 2027-01-10\(words)"))
    }
    let path = World.group(of: name)
    let visibility = FieldDifference("visibility", desired: .text("private"), observed: .text("public"))
    return switch self {
    case .groupRenamed: [marked(" as \(path)-deletion_scheduled-\(WorldGitLab.id(path))")]
    case .groupMarked: [marked("")]
    case .groupPublic: [visibility]
    case .groupMarkedAndPublic: [marked(""), visibility]
    case _: []
    }
  }

  var tokenFields: [FieldDifference] {
    func expiry(_ desired: String, _ observed: FieldDifference.Side) -> [FieldDifference] {
      [FieldDifference("expires_at", desired: .text(desired), observed: observed)]
    }
    func level(_ observed: String) -> [FieldDifference] {
      [FieldDifference("access_level", desired: .text("Reporter (20)"), observed: .text(observed))]
    }
    func scopes(_ observed: String) -> [FieldDifference] {
      [FieldDifference("scopes", desired: .text("read_registry"), observed: .text(observed))]
    }
    return switch self {
    case .tokenExpired: expiry("a day to come", .text("2027-01-15"))
    case .expiring: expiry("a later day", .text("2027-01-25"))
    case .lowLevel, .expiringLowLevel: level("Guest (10)")
    case .highLevel: level("Maintainer (40)")
    case .scopeLacking: scopes("none")
    case .scopeBeyond: scopes("api, read_registry")
    case .scopeReplaced: scopes("api")
    case .noExpiry: expiry("at the latest 2028-01-16", .absent)
    case .lifeTooLong: expiry("at the latest 2028-01-16", .text("2028-01-17"))
    case .usedTwin: [FieldDifference("lastUsedAt", desired: .absent, observed: .text("2027-01-15T07:59:00Z"))]
    case _: []
    }
  }

  /// What a live token that the pull secret holds is found to lack or to have beyond, and its twin to be.
  func tokenDifferences(of name: String) -> Set<Difference> {
    switch self {
    case .expiring: [.token(.expiring, name, fields: tokenFields)]
    case .expiringLowLevel:
      [.token(.expiring, name, fields: Break.expiring.tokenFields), .token(.changed, name, fields: tokenFields)]
    case .lowLevel, .scopeLacking, .scopeReplaced, .noExpiry, .lifeTooLong:
      [.token(.changed, name, fields: tokenFields)]
    case .highLevel, .scopeBeyond: [.token(.extra, name, fields: tokenFields)]
    case .twin, .usedTwin: [.token(.stale, name, id: Break.twinID(of: name), fields: tokenFields)]
    case _: []
    }
  }
}
