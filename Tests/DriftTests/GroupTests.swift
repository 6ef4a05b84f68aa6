import Drift
import Model
import Testing

@Suite("Groups, and the tokens of environments that share one")
struct GroupTests {
  private static let shop = ["shop-dev", "shop-prod"]

  @Test("One group is one finding, however many Projects share it, and names what is missing with it")
  func shared() {
    for one in [Break.groupGone, .groupRenamed, .groupMarked, .groupPublic, .groupMarkedAndPublic] {
      var world = World(Self.shop)
      one.apply(to: "shop-dev", in: &world)
      #expect(world.differences == Break.differences([one], of: "shop-dev", madeBy: .driftcheck), "\(one)")
      #expect(world.findings.map(\.project) == ["shop"])
    }
    var gone = World(Self.shop)
    Break.groupGone.apply(to: "shop-dev", in: &gone)
    #expect(gone.findings.first?.reason == "with it the tokens of its Projects are missing")
    #expect(gone.findings.first?.action == ProposedAction("create the group"))
  }

  @Test("One that is marked or moved for deletion is reported, and nothing is done about it")
  func marked() {
    for one in [Break.groupRenamed, .groupMarked, .groupMarkedAndPublic] {
      var world = World(Self.shop)
      one.apply(to: "shop-dev", in: &world)
      #expect(world.findings.map(\.action) == [nil])
      #expect(world.findings.first?.reason?.contains("never created over") == true)
    }
  }

  @Test("Of several moved ones the latest is told; where a new group stands in their place, none")
  func movedTwice() {
    var world = World(Self.shop)
    let moved = [5, 17, 9].map { LiveGroup(id: $0, fullPath: "shop-deletion_scheduled-\($0)") }
    world.gitlab.groups = Dictionary(uniqueKeysWithValues: moved.map { ($0.fullPath, $0) })
    let observed = world.findings.map { $0.fields.map(\.observed) }
    #expect(observed == [[.text("marked as shop-deletion_scheduled-17")]])
    world.gitlab.groups["shop"] = LiveGroup(id: 20, fullPath: "shop")
    #expect(world.findings.isEmpty)
  }

  @Test("Decoys are other groups: a substring, a subgroup of that name, other letter case, another's suffix")
  func decoys() {
    var world = World(Self.shop)
    Break.groupGone.apply(to: "shop-dev", in: &world)
    for path in ["shop-two", "a-shop", "ops/shop", "Shop", "shop/shop", "shop-deletion_scheduled-5"] {
      world.gitlab.groups[path] = LiveGroup(id: 6, fullPath: path)
    }
    #expect(world.differences == [.group(.missing, of: "shop-dev")])
  }

  @Test("A group below a parent is known by its whole path")
  func nested() {
    var world = World(["shop-dev"])
    world.policy.tokens?.parentGroup = "ops/teams"
    world.gitlab.groups = ["shop": LiveGroup(id: 1, fullPath: "shop")]
    let missing = Difference(.group, .missing, of: "shop", subject: "ops/teams/shop")
    #expect(world.differences == [missing])
    world.gitlab.groups["ops/teams/shop"] = LiveGroup(id: 2, fullPath: "ops/teams/shop")
    world.gitlab.tokens["ops/teams/shop"] = world.gitlab.tokens["shop"]
    #expect(world.findings.isEmpty)
  }

  @Test("Each environment has its own token, also where one's is gone or its secret holds the other's")
  func ownTokens() {
    var world = World(Self.shop, madeBy: .hand)
    Break.tokenGone.apply(to: "shop-dev", in: &world)
    #expect(world.differences == [.token(.missing, "shop-dev")])
    #expect(world.findings.first?.reason == "so the pull secret cannot hold a live one")
  }

  @Test("Live tokens named for an environment that no Project asks for are orphans; dead ones and others are none")
  func orphans() {
    for maker in World.Maker.allCases {
      var world = World(Self.shop + ["web-dev"], madeBy: maker)
      Break.gone.apply(to: "shop-prod", in: &world)
      Break.gone.apply(to: "web-dev", in: &world)
      world.namespaces = world.namespaces.filter { $0.key == "shop-dev" }
      world.pullSecrets = world.pullSecrets.filter { $0.key == "shop-dev" }
      let live = WorldGitLab.token(of: "shop-prod")
      let others = [
        "shop-uat-image-puller", "shop-image-puller", "web-dev-image-puller", "shop-prod-image-puller-2", "ci",
      ]
      for (number, name) in others.enumerated() {
        var other = live
        other.id = number
        other.name = name
        world.gitlab.tokens["shop"]?.append(other)
      }
      var (revoked, expired) = (live, live)
      (revoked.id, revoked.isRevoked) = (100, true)
      (expired.id, expired.diesAt) = (101, WorldGitLab.today)
      world.gitlab.tokens["shop"]? += [revoked, expired]
      var twin = live
      twin.id = Break.twinID(of: "shop-prod")
      world.gitlab.tokens["shop"]?.append(twin)
      #expect(
        world.differences == [
          .token(.orphaned, "shop-prod", id: live.id), .token(.orphaned, "shop-prod", id: twin.id),
        ]
      )
      #expect(world.findings.allSatisfy { $0.action == ProposedAction("revoke the token", removal: true) })
    }
  }

  @Test("What a Project claims that is not served is no orphan", arguments: [Break.invalid, .leaving, .settling])
  func claimed(one: Break) {
    var world = World(Self.shop)
    one.apply(to: "shop-prod", in: &world)
    #expect(world.findings.allSatisfy { $0.kind == .project })
  }

  @Test("A group's finding is asked for with each Project that may share the group, and with its own name")
  func selection() {
    var world = World(["shop-dev-qa"])
    Break.groupGone.apply(to: "shop-dev-qa", in: &world)
    func isAdmitted(_ projects: [String], _ environments: Set<Project.Environment> = []) -> Bool {
      let selection = Selection(projects: projects.map { Glob($0) }, environments: environments)
      return world.findings.contains(where: selection.admits)
    }
    #expect(isAdmitted(["shop-dev-qa"]))
    #expect(isAdmitted(["shop-dev"]))
    #expect(isAdmitted(["shop-dev-*"], [.prod]))
    #expect(isAdmitted([], [.qa]))
    #expect(!isAdmitted(["shop-dev-qa"], [.dev]))
    #expect(!isAdmitted(["web-*"]))
    #expect(!Selection(kinds: [.token]).admits(Finding(kind: .group, project: "a", subject: "a", fault: .missing)))
  }
}
