import Drift
import Model
import Testing

@Suite("What no Project asks for any more")
struct OrphansTests {
  /// A world of one Project, and of another that is gone but for what it owned.
  private func world(madeBy maker: World.Maker) -> World {
    var world = World(["shop-dev", "old-dev"], madeBy: maker)
    Break.gone.apply(to: "old-dev", in: &world)
    return world
  }

  @Test("A namespace of either mark is one finding with its secret; one made by hand is nobody's matter")
  func namespaces() {
    for maker in [World.Maker.driftcheck, .projectOperator] {
      #expect(world(madeBy: maker).differences == [.namespace(.orphaned, "old-dev")])
      let action = world(madeBy: maker).findings.first?.action
      #expect(action == ProposedAction("remove the namespace, with its pull secret", removal: true))
    }
    #expect(world(madeBy: .hand).findings.isEmpty)
  }

  @Test("In a namespace that was there before, only the marked secret is an orphan")
  func secretAlone() {
    for maker in [World.Maker.driftcheck, .projectOperator] {
      var world = world(madeBy: maker)
      world.namespaces["old-dev"]?.mark = .unmarked
      #expect(world.differences == [.pullSecret(.orphaned, "old-dev")])
      #expect(
        world.findings.first?.action == ProposedAction("remove the pull secret, leave its namespace", removal: true)
      )
      world.pullSecrets["old-dev"]?.mark = .unmarked
      #expect(world.findings.isEmpty)
    }
  }

  @Test("What is on its way out already is none", arguments: [false, true])
  func terminating(isMarked: Bool) {
    var world = world(madeBy: .projectOperator)
    Break.terminating.apply(to: "old-dev", in: &world)
    if !isMarked { world.namespaces["old-dev"]?.mark = .unmarked }
    #expect(world.findings.isEmpty)
  }

  @Test("A secret whose namespace is not seen is none")
  func withoutNamespace() {
    var world = world(madeBy: .driftcheck)
    world.namespaces["old-dev"] = nil
    #expect(world.findings.isEmpty)
  }

  @Test("What is protected by its annotation is reported and kept")
  func protectedByAnnotation() {
    var world = world(madeBy: .driftcheck)
    world.namespaces["old-dev"]?.protection = .annotation
    #expect(world.findings.map(\.action) == [nil])
    #expect(world.findings.first?.reason?.contains("driftcheck.kyotu.tech/protect") == true)
    world.namespaces["old-dev"]?.mark = .unmarked
    world.pullSecrets["old-dev"]?.protection = .annotation
    #expect(world.differences == [.pullSecret(.orphaned, "old-dev")])
    #expect(world.findings.map(\.action) == [nil])
  }

  @Test("What somebody controls is reported with who does, and kept")
  func controlled() {
    var world = world(madeBy: .driftcheck)
    world.namespaces["old-dev"]?.protection = .controlled(by: "Flux's Kustomization apps/teams")
    #expect(world.findings.map(\.action) == [nil])
    #expect(
      world.findings.first?.reason
        == "made by driftcheck for projects/old-dev, and no Project asks for it; kept, because Flux's Kustomization "
        + "apps/teams controls it"
    )
    world.namespaces["old-dev"]?.mark = .unmarked
    world.pullSecrets["old-dev"]?.protection = .controlled(by: "ExternalSecret pull")
    #expect(world.findings.map(\.action) == [nil])
    #expect(world.findings.first?.reason?.hasSuffix("kept, because ExternalSecret pull controls it") == true)
  }

  @Test(
    "Namespaces that are never ours are none, whatever mark they bear",
    arguments: ["kube-system", "kube-old-dev", "default", "argocd"]
  )
  func neverOurs(name: String) {
    var world = World(["shop-dev"])
    world.policy.protectedNamespaces = ["argocd"]
    world.namespaces[name] = world.namespace(name)
    world.pullSecrets[name] = world.pullSecret(name)
    #expect(world.findings.isEmpty)
    world.namespaces[name]?.mark = .unmarked
    #expect(world.findings.isEmpty)
  }

  @Test("What a Project claims that is not served is none", arguments: [Break.invalid, .leaving, .settling, .rival])
  func claimed(one: Break) {
    var world = World(["shop-dev"])
    one.apply(to: "shop-dev", in: &world)
    #expect(world.findings.allSatisfy { $0.fault != .orphaned })
  }

  @Test("Not even where an edit broke the very name that it had")
  func claimedByBrokenName() {
    for (projectID, environment) in [("shop", "development"), ("Shop", "dev"), ("", "dev")] {
      var world = World(["shop-dev"])
      world.resources[0].projectID = .text(projectID)
      world.resources[0].environmentType = .text(environment)
      #expect(world.findings.map(\.fault) == [.invalid])
    }
    var undecodable = World(["shop-dev"])
    undecodable.resources[0].projectID = .absent
    undecodable.resources[0].undecodable = "spec is a list"
    #expect(undecodable.findings.map(\.fault) == [.invalid])
  }

  @Test("None is looked for where the Projects may be only some of all")
  func notLookedFor() {
    var world = world(madeBy: .driftcheck)
    Break.secretGone.apply(to: "shop-dev", in: &world)
    #expect(world.comparison(orphans: false).findings.map(Difference.init) == [.pullSecret(.missing, "shop-dev")])
  }
}
