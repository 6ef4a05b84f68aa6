import Drift
import Foundation
import Model
import Testing

@Suite("What a comparison's silence can be believed of")
struct CoverageTests {
  private let forbidden = Unreadable(system: .kubernetes, subject: "a list", reason: "403 Forbidden")
  private let namespace = Finding(kind: .namespace, project: "shop-dev", subject: "shop-dev", fault: .missing)
  private let orphan = Finding(kind: .namespace, project: "shop-dev", subject: "shop-dev", fault: .orphaned)
  private let secret = Finding(
    kind: .pullSecret,
    project: "shop-dev",
    subject: "shop-dev/gitlab-registry-image-pull-secret",
    fault: .missing
  )
  private let project = Finding(kind: .project, project: "shop-dev", subject: "projects/shop-dev", fault: .invalid)

  private func judged(_ world: World, orphans: Bool = true) -> [Finding] {
    let coverage = Coverage(roster: world.roster, snapshot: world.snapshot, orphans: orphans)
    return [project, namespace, orphan, secret].filter(coverage.judges)
  }

  @Test("Where all was read, everything of a served Project is judged")
  func everything() {
    #expect(judged(World()) == [project, namespace, orphan, secret])
  }

  @Test("An unread list leaves what stands in it unjudged")
  func unread() {
    var world = World()
    world.pullSecretsFailure = forbidden
    #expect(judged(world) == [project, namespace, orphan])
    world = World()
    world.namespacesFailure = forbidden
    // The secret is there to be seen.
    #expect(judged(world) == [project, secret])
    world.pullSecrets = [:]
    #expect(judged(world) == [project])
  }

  @Test("A single object that could not be read is unjudged, and no other")
  func unreadObject() {
    var world = World()
    world.unreadableNamespaces["shop-dev"] = forbidden
    world.unreadablePullSecrets["shop-dev"] = forbidden
    #expect(judged(world) == [project])
    world = World()
    world.unreadableNamespaces["web-qa"] = forbidden
    world.unreadablePullSecrets["web-qa"] = forbidden
    #expect(judged(world) == [project, namespace, orphan, secret])
  }

  @Test("A pull secret is unjudged where its namespace's finding stands for it")
  func namespaceStandsForSecret() {
    var world = World()
    Break.namespaceGone.apply(to: "shop-dev", in: &world)
    #expect(judged(world) == [project, namespace, orphan])
    world = World()
    world.namespaces["shop-dev"]?.deletedAt = World.now
    #expect(judged(world) == [project, namespace, orphan])
  }

  @Test("Where Project and namespace are gone, so is all that was wrong with them")
  func allGone() {
    #expect(judged(World(["web-qa"])) == [project, namespace, orphan, secret])
  }

  @Test("Where nobody looked for orphans, none is judged but by the Project that wants it")
  func withoutOrphans() {
    #expect(judged(World(), orphans: false) == [project, namespace, orphan, secret])
    #expect(judged(World(["web-qa"]), orphans: false) == [project, namespace, secret])
  }

  @Test("Of a Project that is too young, nothing is judged, not even itself")
  func settling() {
    var world = World()
    world.resources[0].createdAt = World.now.addingTimeInterval(-1)
    #expect(judged(world) == [])
  }

  @Test("Of a Project that is leaving or broken, only itself is judged")
  func notServed() {
    var world = World()
    world.resources[0].deletedAt = World.now
    #expect(judged(world) == [project])
    world = World()
    world.resources[0].googleGroup = .text("two words")
    #expect(judged(world) == [project])
  }

  @Test("Of a secret whose password nobody may ask about neither secret nor token is judged, of others both are")
  func notProven() {
    let token = Finding(kind: .token, project: "shop-dev", subject: "shop/shop-dev-image-puller", fault: .extra)
    let world = World()
    for (unproven, expected) in [(Set(["shop-dev"]), [namespace]), (["web-qa"], [namespace, secret, token])] {
      let coverage = Coverage(roster: world.roster, snapshot: world.snapshot, unproven: unproven)
      #expect([namespace, secret, token].filter(coverage.judges) == expected)
    }
  }

  @Test("That our own token could not be asked about leaves nothing unjudged")
  func ownToken() {
    let world = World()
    var snapshot = world.snapshot
    snapshot.gitlab?.ownToken = .unreadable(forbidden)
    #expect(snapshot.unreadable == [forbidden])
    #expect(Coverage(roster: world.roster, snapshot: snapshot).judges(secret))
  }

  @Test("A kind that nobody looks at is never judged", arguments: Kind.allCases)
  func kinds(kind: Kind) {
    let coverage = Coverage(roster: World().roster, snapshot: World().snapshot)
    let finding = Finding(kind: kind, project: "shop-dev", subject: "projects/shop-dev", fault: .missing)
    #expect(coverage.judges(finding) == ![.application, .argoRbac, .vaultRbac].contains(kind))
  }
}
