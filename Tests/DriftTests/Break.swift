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

  /// What it breaks; two breaks of the same part of one Project exclude each other.
  enum Part {
    case project, namespace, label, secret, document
  }

  var part: Part {
    switch self {
    case .invalid, .rival, .leaving, .settling, .gone: .project
    case .namespaceGone, .terminating: .namespace
    case .labelGone, .labelChanged: .label
    case .secretGone, .opaqueType: .secret
    case .keyGone, .binary, .notJSON, .noAuths, .otherRegistry, .operatorsOldRegistry, .foreignUsername,
      .tokenAsUsername, .passwordEmpty, .authGone, .authOfAnother, .authBroken:
      .document
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
      .tokenAsUsername, .passwordEmpty, .authGone, .authOfAnother, .authBroken:
      world.pullSecrets[name]?.document = document(of: name)
    }
  }

  private func change(_ name: String, in world: inout World, _ edit: (inout ProjectResource) -> Void) {
    for index in world.resources.indices where world.resources[index].reference.name == name {
      edit(&world.resources[index])
    }
  }

  private func document(of name: String) -> LivePullSecret.Document {
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
    case .invalid, .rival, .leaving, .settling, .gone, .namespaceGone, .terminating, .labelGone, .labelChanged,
      .secretGone, .opaqueType:
      break
    }
    return .text(document.text)
  }
}

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
    case .invalid, .rival, .leaving, .settling, .gone, .namespaceGone, .secretGone: return []
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

  /// Every finding that `breaks` of one Project cause together: one cause, one finding.
  static func differences(_ breaks: Set<Break>, of name: String, madeBy maker: World.Maker) -> Set<Difference> {
    var found: Set<Difference> = []
    func project(_ fault: Fault, in namespace: String, _ fields: [FieldDifference] = []) {
      found.insert(Difference(.project, fault, of: name, subject: "\(namespace)/\(name)", fields: fields))
    }
    let namespaceLives = breaks.isDisjoint(with: [.namespaceGone, .terminating])
    if breaks.contains(.gone) {
      if namespaceLives, maker != .hand { found.insert(.namespace(.orphaned, name)) }
      return found
    }
    if breaks.contains(.settling) { return found }
    if breaks.contains(.leaving) {
      let field = FieldDifference(
        "metadata.deletionTimestamp",
        desired: .absent,
        observed: .text("2027-01-15T07:59:00Z")
      )
      project(.leaving, in: "projects", [field])
      return found
    }
    if breaks.contains(.invalid) {
      let field = FieldDifference(
        "spec.googleGroup",
        desired: .text("one plain e-mail address"),
        observed: .text("a@b.c, d@e.f")
      )
      project(.invalid, in: "projects", [field])
      return found
    }
    if breaks.contains(.rival) { project(.conflict, in: "rivals") }
    return found.union(differencesOfServed(breaks, of: name, namespaceLives: namespaceLives))
  }

  private static func differencesOfServed(
    _ breaks: Set<Break>,
    of name: String,
    namespaceLives: Bool
  ) -> Set<Difference> {
    func fields(_ parts: Part...) -> [FieldDifference] {
      allCases.filter { breaks.contains($0) && parts.contains($0.part) }.flatMap { $0.fields(of: name) }
    }
    if breaks.contains(.namespaceGone) { return [.namespace(.missing, name)] }
    var found: Set<Difference> = []
    let namespaceFields = fields(.namespace, .label)
    if !namespaceFields.isEmpty { found.insert(.namespace(.changed, name, fields: namespaceFields)) }
    guard namespaceLives else { return found }
    if breaks.contains(.secretGone) { return found.union([.pullSecret(.missing, name)]) }
    let secretFields = fields(.secret, .document)
    if !secretFields.isEmpty { found.insert(.pullSecret(.changed, name, fields: secretFields)) }
    return found
  }
}
