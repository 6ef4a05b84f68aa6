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
}
