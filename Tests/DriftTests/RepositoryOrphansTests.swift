import Drift
import Model
import Testing

@Suite("What no Project asks for any more in the repositories")
struct RepositoryOrphansTests {
  /// A world in which old-dev is gone but for its files; nothing of it is left in the cluster and in GitLab.
  private var world: World {
    var world = World.withDeployment(["shop-dev", "old-dev"])
    Break.gone.apply(to: "old-dev", in: &world)
    Break.namespaceGone.apply(to: "old-dev", in: &world)
    world.gitlab.tokens["old"] = []
    return world
  }

  private func finding(of world: World) -> Finding? {
    world.findings.count == 1 ? world.findings.first : nil
  }

  @Test("A file and its folder are one finding")
  func fileAndFolder() {
    let found = finding(of: world)
    #expect(found.map { [$0.kind.rawValue, $0.project, $0.fault.rawValue] } == ["application", "old-dev", "orphaned"])
    #expect(found?.action == ProposedAction("remove applications/old-dev.yaml and manifests/old-dev", removal: true))
  }

  @Test("Each of the two alone is one, too")
  func alone() {
    var world = world
    world.deployment?.files["manifests/old-dev/.gitkeep"] = nil
    #expect(finding(of: world)?.action == ProposedAction("remove applications/old-dev.yaml", removal: true))
    world = self.world
    world.deployment?.files["applications/old-dev.yaml"] = nil
    #expect(finding(of: world)?.action == ProposedAction("remove manifests/old-dev", removal: true))
  }

  @Test("A folder in which people left something stays, and is told")
  func occupied() {
    var world = world
    world.deployment?.files["manifests/old-dev/web/deployment.yaml"] = "kind: Deployment"
    #expect(finding(of: world)?.action == ProposedAction("remove applications/old-dev.yaml", removal: true))
    world.deployment?.files["applications/old-dev.yaml"] = nil
    #expect(finding(of: world) != nil && finding(of: world)?.action == nil)
    #expect(finding(of: world)?.reason?.hasSuffix("holds more than .gitkeep, so it stays") == true)
  }

  @Test(
    "What has not the shape of a NAME is nobody's matter",
    arguments: ["root", "argocd", "dev", "-dev", "shop-staging", "Shop-dev", "shop_x-dev", "shop--dev"]
  )
  func foreign(name: String) {
    var world = World.withDeployment(["shop-dev"])
    world.deployment?[name] = "kind: Application"
    world.deployment?.files["manifests/\(name)/.gitkeep"] = ""
    #expect(world.findings.isEmpty)
  }

  @Test("What a Project claims that is not served is none", arguments: [Break.invalid, .leaving, .settling, .rival])
  func claimed(one: Break) {
    var world = World.withDeployment(["shop-dev"])
    one.apply(to: "shop-dev", in: &world)
    #expect(world.findings.allSatisfy { $0.kind != .application })
  }

  @Test("A Project that went away between the two lists keeps its files")
  func goneMeanwhile() {
    let world = world
    var roster = world.roster
    roster.noteClaims(on: ["old-dev"])
    let comparison = Comparison(
      roster: roster,
      estates: world.estates,
      snapshot: world.snapshot,
      policy: world.policy
    )
    #expect(comparison.findings.isEmpty)
  }

  @Test("None is looked for where the Projects may be only some of all, or the repository was not read")
  func notLookedFor() {
    var world = world
    #expect(world.comparison(orphans: false).findings.isEmpty)
    world.deployment?.failure = Unreadable(system: .deployment, subject: "main", reason: "no answer")
    #expect(world.findings.isEmpty)
  }

  /// A world in which old-dev is gone but for its access rules.
  private func worldOfRules(_ edit: (inout WorldFlux) -> Void = { _ in }) -> World {
    var world = World.withFlux(["shop-dev", "old-dev"], edit)
    Break.gone.apply(to: "old-dev", in: &world)
    Break.namespaceGone.apply(to: "old-dev", in: &world)
    world.gitlab.tokens["old"] = []
    return world
  }

  @Test("A role with all its lines is one finding, and the policy of Vault with who has it another")
  func rules() {
    let found = worldOfRules().findings
    #expect(found.map(\.subject) == ["role:old-dev", "old_dev_access"])
    #expect(found.map(\.fault) == [.orphaned, .orphaned])
    #expect(found.map(\.fields.count) == [6, 2])
    #expect(found.allSatisfy { $0.action?.removal == true })
  }

  @Test("Each leftover alone is one, too")
  func leftovers() {
    let grant = worldOfRules {
      $0.policy = ["g, old.crew@example.com, role:old-dev"]
      $0.policies = []
      $0.groups = []
    }
    #expect(grant.differences.filter { $0.fault == .orphaned }.map(\.subject) == ["role:old-dev"])
    let policy = worldOfRules {
      $0.policy.removeAll { $0.contains("old-dev") }
      $0.policies.removeAll { $0.name == "old_dev_access" }
    }
    #expect(policy.differences.map(\.subject) == ["old_dev_access"])
  }

  @Test("A role of that name with none of our permissions, and other policies, are nobody's matter")
  func foreignRules() {
    let world = World.withFlux(["shop-dev"]) {
      $0.policy += [
        "p, role:view-prod, applications, get, */*, allow", "p, role:readonly, logs, get, old-dev/*, allow",
        "g, ops@example.com, role:view-prod",
      ]
      $0.add(policy: "old_access", "path \"secret/old/*\" {}")
      $0.add(policy: "old-dev_access", "path \"secret/old/*\" {}")
    }
    #expect(world.findings.isEmpty)
  }

  @Test("Lines that deny stay")
  func denials() {
    let world = worldOfRules {
      $0.policy = $0.policy.filter { !$0.contains("old-dev") } + ["p, role:old-dev, exec, create, old-dev/*, deny"]
      $0.policies.removeAll { $0.name == "old_dev_access" }
      $0.groups.removeAll { $0.name == "old.crew@example.com" }
    }
    #expect(world.findings.map(\.subject) == ["role:old-dev"])
    #expect(world.findings.map(\.action) == [nil])
  }
}
