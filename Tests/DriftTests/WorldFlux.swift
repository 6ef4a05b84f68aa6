import Desired
import Formats
import Model

/// The Flux repository of a ``World``.
struct WorldFlux {
  /// The lines of Argo CD's policy.
  var policy: [String] = ["p, role:readonly, applications, get, */*, allow", "g, ops@example.com, role:admin"]
  var policies: [VaultConfig.Policy] = []
  var groups: [VaultConfig.Group] = []
  var aliases: [VaultConfig.Alias] = []
  /// Why a file could not be read; nil where it was.
  var argoFailure: Unreadable?
  var vaultFailure: Unreadable?

  private static let place = TextPlace(line: 1, column: 1)

  /// What `projects` ask for, beside lines and groups of others.
  init(of projects: [Project]) {
    add(group: "ops@example.com", ["admin"])
    for project in projects {
      policy += ArgoRbac(of: project).rules.map(\.policyLine)
      let access = VaultRbac(of: project)
      add(
        policy: access.policy,
        "path \"\(access.path)\" {capabilities = [\"list\", \"create\", \"read\", \"update\", \"delete\"]}"
      )
      if let group = access.group {
        grant(access.policy, to: group.name)
        if !aliases.contains(where: { $0.name == group.name }) { add(alias: group.name) }
      }
    }
  }

  mutating func add(policy name: String, _ rules: String?) {
    policies.removeAll { $0.name == name }
    policies.append(VaultConfig.Policy(name: name, rules: rules, place: WorldFlux.place))
  }

  mutating func add(group name: String, type: String? = "external", _ policies: [String]) {
    groups.removeAll { $0.name == name }
    groups.append(
      VaultConfig.Group(name: name, type: type, policies: policies, otherFields: ["metadata"], place: WorldFlux.place)
    )
  }

  mutating func add(alias name: String, mountpath: String? = "oidc", group: String? = nil) {
    aliases.removeAll { $0.name == name }
    aliases.append(
      VaultConfig.Alias(name: name, mountpath: mountpath, group: group ?? name, otherFields: [], place: WorldFlux.place)
    )
  }

  mutating func grant(_ policy: String, to group: String) {
    add(group: group, (groups.first { $0.name == group }?.policies ?? []) + [policy])
  }

  mutating func revoke(_ policy: String, from group: String) {
    add(group: group, groups.first { $0.name == group }?.policies.filter { $0 != policy } ?? [])
  }

  var seen: Snapshot.Flux {
    let unusable = Unreadable(system: .flux, subject: "rbac.yaml", reason: "the policy cannot be used")
    let live = (try? ArgoPolicy(parsing: policy.joined(separator: "\n"))).map { LiveArgoPolicy($0, after: 10) }
    return Snapshot.Flux(
      argoRbac: argoFailure.map(Sighting.unreadable) ?? live.map(Sighting.present) ?? .unreadable(unusable),
      vaultRbac: vaultFailure.map(Sighting.unreadable)
        ?? .present(VaultConfig(policies: policies, groups: groups, aliases: aliases))
    )
  }
}

extension World {
  /// A wished world whose Flux repository is looked at, too.
  static func withFlux(_ names: [String] = ["shop-dev", "shop-qa", "crew-prod"]) -> World {
    var world = World(names)
    world.policy.accessRules = true
    world.flux = WorldFlux(of: world.roster.served)
    return world
  }

  /// That world after `edit`.
  static func withFlux(_ names: [String] = ["shop-dev", "shop-qa", "crew-prod"], _ edit: (inout WorldFlux) -> Void)
    -> World
  {
    var world = withFlux(names)
    var flux = WorldFlux(of: world.roster.served)
    edit(&flux)
    world.flux = flux
    return world
  }
}
