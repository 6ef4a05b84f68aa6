import Drift
import Foundation
import Model
import Testing

@Suite("What a Project leaves that is on its way out")
struct ReleaseTests {
  private let reference = ObjectReference(namespace: "projects", name: Cleanup.gone)

  /// A world with all its things, of which one Project was deleted two days ago and waits for its finalizer.
  private func leaving() -> World {
    var world = Cleanup(.grant).world
    // The grant beyond, which another Project has.
    world.flux?.policy.removeLast()
    for index in world.resources.indices where world.resources[index].reference == reference {
      world.resources[index].deletedAt = World.now.addingTimeInterval(-2 * Cleanup.day)
      world.resources[index].finalizers = [ProjectResource.finalizer]
    }
    return world
  }

  private func comparison(_ world: World, _ roster: Roster) -> [Finding] {
    Comparison(roster: roster, estates: world.estates, snapshot: world.snapshot, policy: world.policy).findings
      .filter { $0.project == Cleanup.gone }
  }

  private func released(_ world: World, after days: Double) -> Roster {
    world.roster.releasing(askedForBy: World.now.addingTimeInterval(-days * Cleanup.day))
  }

  @Test("As long as the operator has time, all of it is shielded")
  func shielded() {
    let world = leaving()
    for roster in [world.roster, released(world, after: 2.1)] {
      #expect(comparison(world, roster).map(\.fault) == [.leaving])
      #expect(roster.unservedProjects.contains(reference))
    }
  }

  @Test("Afterwards all of it is orphaned, and the finding on the Project says so")
  func orphaned() {
    let world = leaving()
    let findings = comparison(world, released(world, after: 2))
    #expect(findings.map(\.fault) == [.leaving] + Array(repeating: .orphaned, count: 5))
    #expect(findings.first?.reason?.contains("counts as orphaned") == true)
  }

  @Test(
    "Another Project of that NAME keeps everything, also one that is not served",
    arguments: [Break.settling, .invalid, .rival]
  )
  func another(one: Break) {
    var world = leaving()
    var rival = World.resource(Cleanup.gone, in: "moved", uid: "moved")
    if one == .settling { rival.createdAt = World.now }
    if one == .invalid { rival.googleGroup = .text("a, b") }
    world.resources.append(rival)
    #expect(comparison(world, released(world, after: 1)).allSatisfy { $0.fault != .orphaned })
    #expect(released(world, after: 1).claimedNames.contains(Cleanup.gone))
  }

  @Test("Of an invalid one nothing is released, as nobody knows its NAME")
  func invalid() {
    var world = leaving()
    Break.invalid.apply(to: Cleanup.gone, in: &world)
    #expect(released(world, after: 1).released.isEmpty)
  }

  @Test("What was made for it may go, and the finalizer stays until nothing is left")
  func order() {
    var cleanup = Cleanup(.finalizer)
    cleanup.world = leaving()
    cleanup.everything = true
    cleanup.releasing = true
    let review = cleanup.review
    #expect(review.permitted.map(\.removal.finding.kind) == [.token, .application, .argoRbac, .vaultRbac])
    let finalizer = review.judgements.first { $0.removal.finding.kind == .project }
    guard case .need(.remains(let subjects))? = finalizer?.obstacles.first else {
      Issue.record("\(review.judgements)")
      return
    }
    #expect(subjects.count == 7)
  }
}
