import Drift
import Model
import Testing

@Suite("What earlier runs know of Projects")
struct KnownProjectsTests {
  private let shop = KnownProjects.KnownGroup(projectID: "shop", fullPath: "shop", id: WorldGitLab.id("shop"))

  private func differences(_ world: World, _ known: KnownProjects, lookedAt: Set<String> = ["shop"]) -> [Finding] {
    var snapshot = world.snapshot
    snapshot.gitlab?.lookedAt = lookedAt
    let comparison = Comparison(
      roster: world.roster.shielding(known),
      estates: world.estates,
      snapshot: snapshot,
      policy: world.policy,
      known: known
    )
    return comparison.findings
  }

  /// A world of one Project, and of the group of another that is gone.
  private func leftBehind() -> World {
    var world = World(["web-qa", "shop-dev"])
    Break.gone.apply(to: "shop-dev", in: &world)
    world.namespaces["shop-dev"] = nil
    world.pullSecrets["shop-dev"] = nil
    return world
  }

  @Test("A group that history knows and that no Project asks for is an orphan, which nobody removes")
  func orphan() {
    let findings = differences(leftBehind(), KnownProjects(groups: [shop]))
    #expect(findings.map(Difference.init) == [Difference(.group, .orphaned, of: "shop", subject: "shop")])
    #expect(findings.map(\.action) == [nil] && findings.map(\.severity) == [.low])
  }

  @Test("Without history, unseen, another group in its place or on its way out, it is none")
  func noOrphan() {
    var world = leftBehind()
    #expect(differences(world, .nothing).isEmpty)
    #expect(differences(world, KnownProjects(groups: [shop]), lookedAt: []).isEmpty)
    world.gitlab.groups["shop"]?.markedForDeletionOn = "2027-01-01"
    #expect(differences(world, KnownProjects(groups: [shop])).isEmpty)
    world.gitlab.groups["shop"] = LiveGroup(id: 1, fullPath: "shop")
    #expect(differences(world, KnownProjects(groups: [shop])).isEmpty)
    world.gitlab.groups["shop"] = nil
    #expect(differences(world, KnownProjects(groups: [shop])).isEmpty)
  }

  @Test("What a Project shields is no orphan", arguments: [Break.invalid, .leaving, .settling])
  func shielded(one: Break) {
    var world = World(["shop-dev"])
    one.apply(to: "shop-dev", in: &world)
    #expect(differences(world, KnownProjects(groups: [shop])).allSatisfy { $0.fault != .orphaned })
  }

  @Test("A Project that an edit made invalid shields every NAME that it asked for before")
  func invalidShields() {
    var world = World(["shop-dev", "web-qa"])
    world.resources[0].projectID = .text("no name")
    world.resources[0].reference = ObjectReference(namespace: "projects", name: "of-the-shop")
    let claim = KnownProjects.Claim(name: "shop-dev", reference: world.resources[0].reference)
    #expect(differences(world, .nothing).contains { $0.fault == .orphaned })
    let findings = differences(world, KnownProjects(claims: [claim], groups: [shop]))
    #expect(findings.map(\.fault) == [.invalid])
    let other = KnownProjects.Claim(name: "shop-dev", reference: ObjectReference(namespace: "a", name: "b"))
    #expect(differences(world, KnownProjects(claims: [other])).contains { $0.fault == .orphaned })
  }

  @Test("A group whose id stands at another path was moved: it is reported, and not created over")
  func moved() {
    var world = World(["shop-dev", "shop-prod"])
    Break.groupGone.apply(to: "shop-dev", in: &world)
    world.gitlab.groups["archive/shop"] = LiveGroup(id: shop.id, fullPath: "archive/shop")
    let findings = differences(world, KnownProjects(groups: [shop]))
    #expect(findings.map(\.kind) == [.group] && findings.map(\.fault) == [.changed])
    #expect(findings.first?.action == nil)
    #expect(findings.first?.fields.map(\.observed) == [.text("archive/shop")])
    #expect(differences(world, .nothing).map(\.fault) == [.missing])
  }

  @Test("The orphaned group is judged only where it was looked at")
  func coverage() {
    let world = leftBehind()
    let finding = Finding(kind: .group, project: "shop", subject: "shop", fault: .orphaned)
    var snapshot = world.snapshot
    #expect(!Coverage(roster: world.roster, snapshot: snapshot).judges(finding))
    snapshot.gitlab?.lookedAt = ["shop"]
    #expect(Coverage(roster: world.roster, snapshot: snapshot).judges(finding))
    #expect(!Coverage(roster: world.roster, snapshot: snapshot, orphans: false).judges(finding))
  }

  @Test("Known from now on are the groups that Projects ask for and those known before that are still there")
  func groups() {
    var world = leftBehind()
    let gone = KnownProjects.KnownGroup(projectID: "gone", fullPath: "gone", id: 3)
    world.gitlab.groups["web"] = LiveGroup(id: 8, fullPath: "web")
    guard let gitlab = world.snapshot.gitlab else { return }
    let known = KnownProjects(groups: [shop, gone])
      .groups(seenIn: gitlab, with: world.roster.served, under: TokenPolicy())
    #expect(known == [KnownProjects.KnownGroup(projectID: "web", fullPath: "web", id: 8), shop])
  }
}
