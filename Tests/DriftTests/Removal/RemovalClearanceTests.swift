import Drift
import Foundation
import Model
import Testing

@Suite("The last look before a removal")
struct RemovalClearanceTests {
  private func clearance(_ cleanup: Cleanup, _ edit: (inout LastLook) -> Void = { _ in }) -> RemovalClearance? {
    var look = cleanup.lastLook
    edit(&look)
    let review = cleanup.review
    return review.clearances(of: review.permitted, after: look).first
  }

  private func isRefused(_ clearance: RemovalClearance?, _ obstacles: [RemovalObstacle]) -> Bool {
    clearance == .refused(obstacles)
  }

  @Test("In the same world each thing is cleared", arguments: Scene.allCases)
  func cleared(scene: Scene) {
    let cleanup = Cleanup(scene)
    switch clearance(cleanup) {
    case .cleared(let cleared): #expect(cleanup.removals == [cleared.removal])
    case .refused(let obstacles): Issue.record("\(obstacles)")
    case nil: Issue.record("nothing was permitted")
    }
  }

  @Test("A Project of that NAME that came meanwhile keeps all", arguments: Scene.allCases.filter(\.isOrphan))
  func cameBack(scene: Scene) {
    let cleanup = Cleanup(scene)
    let resources = cleanup.world.resources + [World.resource(Cleanup.gone, in: "new", uid: "new")]
    let roster = Roster(resources, now: World.now, settle: 600)
    #expect(
      isRefused(clearance(cleanup) { $0.projects = .success(roster) }, [.need(.claimed(Cleanup.gone))])
    )
  }

  @Test("A googleGroup that was changed back keeps its grant", arguments: [Scene.grant, .vaultGrant])
  func changedBack(scene: Scene) {
    let cleanup = Cleanup(scene)
    var world = cleanup.world
    for index in world.resources.indices where world.resources[index].reference.name == Cleanup.kept {
      world.resources[index].googleGroup = .text("former.crew@example.com")
    }
    let estates = Dictionary(uniqueKeysWithValues: world.estates.map { ($0.project.name, $0) })
    let refused = clearance(cleanup) { look in
      look.projects = .success(world.roster)
      look.estates = estates
    }
    #expect(isRefused(refused, [.need(.keeperChanged(Cleanup.kept))]))
  }

  @Test("Projects that cannot be read any more keep all", arguments: Scene.allCases)
  func unread(scene: Scene) {
    let reason = Unreadable(system: .kubernetes, subject: "projects.kyotu.tech", reason: "502")
    let refused = clearance(Cleanup(scene)) { $0.projects = .failure(reason) }
    #expect(isRefused(refused, [.run(.unreadable(reason))]))
  }

  @Test("Half a list keeps all, and so does a definition that goes", arguments: Scene.allCases)
  func halfAList(scene: Scene) {
    let cleanup = Cleanup(scene)
    let half = Roster(Array(cleanup.world.resources.prefix(1)), now: World.now, settle: 600)
    guard case .refused(let obstacles) = clearance(cleanup, { $0.projects = .success(half) }) else {
      Issue.record("cleared")
      return
    }
    #expect(obstacles.contains(.run(.shrunkenList(from: 4, to: 1, most: 1))))
    #expect(isRefused(clearance(cleanup) { $0.definition = .absent }, [.run(.definitionAbsent)]))
  }

  @Test("What a namespace holds must be known, and be nothing")
  func usage() {
    let cleanup = Cleanup(.namespace)
    let unknown = Unreadable(system: .kubernetes, subject: "pods", reason: "403", missingPermission: "list pods")
    #expect(isRefused(clearance(cleanup) { $0.usage = [:] }, [.need(.unknownUsage(nil))]))
    #expect(
      isRefused(
        clearance(cleanup) { $0.usage = [Cleanup.gone: .unreadable(unknown)] },
        [.need(.unknownUsage(unknown))]
      )
    )
    let used = NamespaceUsage(pods: ["web-0"])
    #expect(isRefused(clearance(cleanup) { $0.usage = [Cleanup.gone: .present(used)] }, [.need(.inUse(used))]))
    var careless = cleanup
    careless.edit { $0.rules.removesUsedNamespaces = true }
    #expect(!isRefused(clearance(careless) { $0.usage = [:] }, [.need(.unknownUsage(nil))]))
  }

  @Test("A finalizer that somebody took off meanwhile, or of another Project by that name, is left alone")
  func finalizer() {
    let cleanup = Cleanup(.finalizer)
    for change in [true, false] {
      var world = cleanup.world
      for index in world.resources.indices where world.resources[index].reference.name == Cleanup.gone {
        if change { world.resources[index].uid = "another" } else { world.resources[index].finalizers.removeLast() }
      }
      let refused = clearance(cleanup) { $0.projects = .success(world.roster) }
      #expect(isRefused(refused, [.need(.keeperChanged(Cleanup.gone))]))
    }
  }

  @Test("What this run does not permit cannot be cleared by it")
  func notPlanned() throws {
    let permitted = try #require(Cleanup(.token).review.permitted.first)
    var refused = Cleanup(.token)
    RemovalRule.exclusive.break(in: &refused)
    #expect(refused.review.clearances(of: [permitted], after: refused.lastLook) == [.refused([.run(.notPlanned)])])
  }
}
