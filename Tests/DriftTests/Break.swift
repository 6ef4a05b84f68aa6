import Drift
import Foundation
import Model
import Secrets

/// One thing that goes wrong with one Project or with what it owns, and the drift that it is.
enum Break: CaseIterable, Hashable {
  case invalid, rival, leaving, settling, gone
  case namespaceGone, terminating
  case labelGone, labelChanged
  case secretGone, opaqueType
  case keyGone, binary, notJSON, noAuths, otherRegistry, operatorsOldRegistry
  case foreignUsername, tokenAsUsername, passwordEmpty, authGone, authOfAnother, authBroken
  case passwordOfNoToken, passwordOfAnotherToken
  case groupGone, groupRenamed, groupMarked, groupPublic, groupMarkedAndPublic
  case tokenGone, tokenRevoked, tokenExpired
  case expiring, expiringLowLevel, lowLevel, highLevel, scopeLacking, scopeBeyond, scopeReplaced, noExpiry, lifeTooLong
  case twin, usedTwin

  /// What it breaks; two breaks of the same part of one Project exclude each other.
  enum Part {
    case project, namespace, label, secret, document, group, token
  }

  var part: Part {
    switch self {
    case .invalid, .rival, .leaving, .settling, .gone: .project
    case .namespaceGone, .terminating: .namespace
    case .labelGone, .labelChanged: .label
    case .secretGone, .opaqueType: .secret
    case .keyGone, .binary, .notJSON, .noAuths, .otherRegistry, .operatorsOldRegistry, .foreignUsername,
      .tokenAsUsername, .passwordEmpty, .authGone, .authOfAnother, .authBroken, .passwordOfNoToken,
      .passwordOfAnotherToken:
      .document
    case .groupGone, .groupRenamed, .groupMarked, .groupPublic, .groupMarkedAndPublic: .group
    case .tokenGone, .tokenRevoked, .tokenExpired, .expiring, .expiringLowLevel, .lowLevel, .highLevel, .scopeLacking,
      .scopeBeyond, .scopeReplaced, .noExpiry, .lifeTooLong, .twin, .usedTwin:
      .token
    }
  }

  private static let deletedAt = World.now.addingTimeInterval(-60)

  /// Breaks it in `world` for the Project `name`.
  func apply(to name: String, in world: inout World) {
    switch self {
    case .invalid: change(name, in: &world) { $0.googleGroup = .text("a@b.c, d@e.f") }
    case .leaving: change(name, in: &world) { $0.deletedAt = Break.deletedAt }
    case .settling: change(name, in: &world) { $0.createdAt = World.now.addingTimeInterval(-30) }
    case .gone: world.resources.removeAll { $0.reference.name == name }
    case .rival:
      var rival = World.resource(name, in: "rivals", uid: "rival-\(name)")
      rival.createdAt = World.now.addingTimeInterval(-3_600)
      world.resources.append(rival)
    case .namespaceGone:
      world.namespaces[name] = nil
      world.pullSecrets[name] = nil
    case .terminating: world.namespaces[name]?.deletedAt = Break.deletedAt
    case .labelGone: world.namespaces[name]?.labels["team"] = nil
    case .labelChanged: world.namespaces[name]?.labels["team"] = "Platform"
    case .secretGone: world.pullSecrets[name] = nil
    case .opaqueType: world.pullSecrets[name]?.type = "Opaque"
    case .keyGone, .binary, .notJSON, .noAuths, .otherRegistry, .operatorsOldRegistry, .foreignUsername,
      .tokenAsUsername, .passwordEmpty, .authGone, .authOfAnother, .authBroken, .passwordOfNoToken,
      .passwordOfAnotherToken:
      world.pullSecrets[name]?.document = document(of: name)
      if self == .passwordOfAnotherToken {
        world.gitlab.verdicts[Secret("glpat-planted-another")] = .alive(id: Break.anotherToken)
      }
    case .groupGone, .groupRenamed, .groupMarked, .groupPublic, .groupMarkedAndPublic:
      applyToGroup(at: World.group(of: name), in: &world.gitlab)
    case .tokenGone, .tokenRevoked, .tokenExpired, .expiring, .expiringLowLevel, .lowLevel, .highLevel, .scopeLacking,
      .scopeBeyond, .scopeReplaced, .noExpiry, .lifeTooLong, .twin, .usedTwin:
      applyToToken(of: name, in: &world.gitlab)
    }
  }

  private func change(_ name: String, in world: inout World, _ edit: (inout ProjectResource) -> Void) {
    for index in world.resources.indices where world.resources[index].reference.name == name {
      edit(&world.resources[index])
    }
  }
}
