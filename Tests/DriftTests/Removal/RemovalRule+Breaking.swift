import Desired
import Drift
import Foundation
import Model

extension RemovalRule {
  private static let unreadable = Unreadable(system: .kubernetes, subject: "x", reason: "502")

  /// Breaks it in `cleanup`; where it does not protect the scene, whatever else it may do.
  func `break`(in cleanup: inout Cleanup) {
    let (scene, name) = (cleanup.scene, cleanup.scene.name)
    switch self {
    case .asked: cleanup.edit { $0.isAsked = false }
    case .allProjects: cleanup.edit { $0.areProjectsComplete = false }
    case .earlierList: cleanup.edit { $0.largestProjectCount = nil }
    case .fullList: cleanup.edit { $0.largestProjectCount = 10 }
    case .someProjects:
      cleanup.edit {
        $0.roster = Roster([], now: nil, settle: 0)
        $0.largestProjectCount = 0
      }
    case .definitionThere: cleanup.edit { $0.definition = .absent }
    case .definitionStays: cleanup.edit { $0.definition = .present(ProjectDefinition(deletedAt: World.now)) }
    case .definitionKnown: cleanup.edit { $0.definition = .unreadable(RemovalRule.unreadable) }
    case .installation: cleanup.edit { $0.installation = nil }
    case .clock: cleanup.edit { $0.clockSkews[.kubernetes] = nil }
    case .skew: cleanup.edit { $0.clockSkews[.gitlab] = -301 }
    case .limit:
      cleanup.edit { $0.removedNames = Dictionary(uniqueKeysWithValues: Kind.allCases.map { ($0, ["a-dev"]) }) }
    case .runs: cleanup.record.streak = Streak(runs: 1, since: World.now.addingTimeInterval(-30 * Cleanup.day))
    case .grace: cleanup.record.streak = Streak(runs: 99, since: World.now.addingTimeInterval(1 - 7 * Cleanup.day))
    case .notIgnored: cleanup.record.isIgnored = true
    case .notFlapping: cleanup.record.isFlapping = true
    case .protectedName: cleanup.edit { $0.policy.protectedNamespaces = [name] }
    case .ownNamespace: cleanup.edit { $0.rules.ownNamespaces = [name] }
    case .exclusive: cleanup.edit { $0.rules.isExclusive = false }
    case .releaseOn: cleanup.edit { $0.rules.releaseAfter = nil }
    case .releaseAfter: cleanup.edit { $0.rules.releaseAfter = 3 * Cleanup.day }
    case .history: cleanup.edit { $0.known.claims.removeAll { $0.name == name && $0.reference.name == name } }
    case .knownContent: cleanup.edit { $0.former[name] = nil }
    case .delay: cleanup.edit { $0.filesGoneAt[name] = World.now.addingTimeInterval(1 - 1800) }
    case .noVolumes: cleanup.edit { $0.usage[name] = .present(NamespaceUsage(volumeClaims: ["data"])) }
    case .noPods: cleanup.edit { $0.usage[name] = .present(NamespaceUsage(pods: ["web-0"])) }
    case .knownUsage: cleanup.edit { $0.usage[name] = .unreadable(RemovalRule.unreadable) }
    case .sameKeeper: cleanup.edit { if $0.estates[name] != nil { $0.estates[name] = $0.former[name] } }
    case .wholeCluster, .wholeGitLab, .wholeDeployment, .wholeFlux: leaveUnread(scene, in: &cleanup)
    case .unclaimed, .shielded, .noConflict, .notHome: addProjects(name, to: &cleanup)
    case .annotation, .controller, .mark, .notTerminating, .unusedToken: alterObject(in: &cleanup)
    case .ownToken, .knownOwnToken, .filesFirst, .nothingLeft: alterSnapshot(name, in: &cleanup)
    case .content: alterContent(of: scene, in: &cleanup.world)
    }
  }

  private func leaveUnread(_ scene: Scene, in cleanup: inout Cleanup) {
    var reason = RemovalRule.unreadable
    cleanup.edit { evidence in
      switch self {
      case .wholeGitLab:
        reason.system = .gitlab
        evidence.snapshot.gitlab?.groups.note(.unreadable(reason), for: "other")
      case .wholeDeployment:
        reason.system = .deployment
        evidence.snapshot.deployment?.manifests.note(.unreadable(reason), for: "other-dev")
      case .wholeFlux:
        reason.system = .flux
        let isAboutVault = scene == .vaultPolicy || scene == .vaultGrant
        // The other one of the two files.
        if isAboutVault {
          evidence.snapshot.flux?.argoRbac = .unreadable(reason)
        } else {
          evidence.snapshot.flux?.vaultRbac = .unreadable(reason)
        }
      case _: evidence.snapshot.pullSecrets.note(.unreadable(reason), for: "other-dev")
      }
    }
  }

  private func addProjects(_ name: String, to cleanup: inout Cleanup) {
    let reference = ObjectReference(namespace: "projects", name: "renamed")
    let resources = cleanup.world.resources
    let added: [ProjectResource] =
      switch self {
      case .shielded: [ProjectResource(reference: reference, uid: "renamed", undecodable: "spec is a list")]
      case .noConflict: ["one", "two"].map { World.resource(name, in: $0, uid: $0) }
      case .notHome: [World.resource("tool-dev", in: name, uid: "home")]
      case _: []
      }
    cleanup.edit { evidence in
      if self == .unclaimed {
        evidence.roster.noteClaims(on: [name])
      } else {
        let before = evidence.roster.claimedNames
        evidence.roster = Roster(resources + added, now: World.now, settle: 600)
        evidence.roster.noteClaims(on: before)
      }
      if self == .shielded { evidence.known.claims.append(.init(name: name, reference: reference)) }
    }
  }

  private func alterObject(in cleanup: inout Cleanup) {
    cleanup.alterations.append { object in
      switch object {
      case .namespace(var namespace):
        if self == .annotation { namespace.protection = .annotation }
        if self == .controller { namespace.protection = .controlled(by: "Argo CD's application teams") }
        if self == .mark { namespace.mark = .unmarked }
        if self == .notTerminating { namespace.deletedAt = World.now }
        return .namespace(namespace)
      case .pullSecret(var secret):
        if self == .annotation { secret.protection = .annotation }
        if self == .controller { secret.protection = .controlled(by: "ExternalSecret pull") }
        if self == .mark { secret.mark = .unmarked }
        return .pullSecret(secret)
      case .token(var token, let group):
        if self == .unusedToken { token.lastUsedAt = World.now.addingTimeInterval(1 - 7 * Cleanup.day) }
        return .token(token, group: group)
      case .applicationFiles, .applicationAdditions, .argoLines, .vaultAccess, .finalizer:
        return object
      }
    }
  }

  private func alterSnapshot(_ name: String, in cleanup: inout Cleanup) {
    let namespace = cleanup.world.namespace(name)
    let scene = cleanup.scene
    let id = scene == .staleToken ? Break.twinID(of: name) : WorldGitLab.token(of: name).id
    cleanup.edit { evidence in
      switch self {
      case .ownToken:
        evidence.snapshot.gitlab?.ownToken = .present(OwnToken(id: id, name: "own", scopes: ["api"], diesAt: nil))
      case .knownOwnToken: evidence.snapshot.gitlab?.ownToken = .absent
      case .filesFirst:
        let folder = ManifestsFolder(hasPlaceholder: true, holdsMore: false)
        if scene == .namespace { evidence.snapshot.deployment?.manifests.note(.present(folder), for: name) }
      case _: evidence.snapshot.namespaces.note(.present(namespace), for: name)
      }
    }
  }

  /// Writes what we would not write beside or in the place of what is to go.
  private func alterContent(of scene: Scene, in world: inout World) {
    let lacking = "p, role:\(scene.name), logs, get, \(scene.name)/*, allow"
    switch scene {
    case .files: world.deployment?[scene.name] += "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: extra}\n"
    case .additions: world.deployment?[scene.name] = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: extra}\n"
    case .role: world.flux?.policy.append("p, role:\(scene.name), applications, delete, \(scene.name)/*, allow")
    case .grant: world.flux?.policy.removeAll { $0 == lacking }
    case .vaultPolicy: world.flux?.add(policy: "shop_qa_access", "path \"secret/*\" {capabilities = [\"sudo\"]}")
    case .vaultGrant: world.flux?.add(policy: "shop_dev_access", "path \"secret/*\" {capabilities = [\"sudo\"]}")
    case .namespace, .pullSecret, .token, .staleToken, .finalizer: break
    }
  }
}
