import Drift
import Git
import HTTP
import Model
import Sandbox
import Testing

@testable import Remediate

@Suite("Repairs of the repositories")
struct RepositoriesTests {
  /// What `--fix` puts right without a permission to remove.
  private static let mendable: [PlantedDrift] = PlantedDrift.visible(in: [.repositories]).filter { drift in
    guard let fault = drift.expected?.fault else { return false }
    return (fault == "missing" || fault == "changed") && drift != .addedSource && drift != .conflictMarkers
  }

  @Test("Each drift by itself is repaired by one push, after which nothing is left to do", arguments: mendable)
  func one(drift: PlantedDrift) async throws {
    try await RemediatedSandbox.run(drift) { sandbox in
      let outcomes = try await sandbox.repairRepositories()
      #expect(outcomes == [.done])
      #expect(await sandbox.pushes.count == 1)
      #expect(try await sandbox.planRepositories().actions.isEmpty)
      #expect(try await sandbox.isAsWished())
    }
  }

  @Test("All of them together are repaired by one push to each repository, and the second run writes nothing")
  func all() async throws {
    try await RemediatedSandbox.run(planting: Self.mendable) { sandbox in
      let outcomes = try await sandbox.repairRepositories()
      #expect(outcomes.count == Self.mendable.count && outcomes.areDone)
      #expect(Set(await sandbox.pushes).count == 2)
      #expect(await sandbox.pushes.count == 2)
      #expect(try await sandbox.repairRepositories().isEmpty)
      #expect(await sandbox.pushes.count == 2)
      #expect(try await sandbox.isAsWished())
    }
  }

  @Test("What takes something away is left alone")
  func removals() async throws {
    let others = PlantedDrift.visible(in: [.repositories]).filter { !Self.mendable.contains($0) }
    try await RemediatedSandbox.run(planting: others) { sandbox in
      let outcomes = try await sandbox.repairRepositories()
      #expect(outcomes.isEmpty)
      #expect(await sandbox.pushes.isEmpty)
    }
  }

  @Test("A connection that drops after the server took the push is no failure, one that drops before is")
  func droppedConnection() async throws {
    for effect in [Fault.Effect.dropAfter, .dropBefore] {
      try await RemediatedSandbox.run(.missingApplicationFile) { sandbox in
        let outcomes = try await sandbox.repairRepositories {
          await sandbox.server.faults.add(Fault(effect, method: "POST", path: "*/git-receive-pack", times: 1))
        }
        #expect(effect == .dropAfter ? outcomes.areDone : outcomes.areFailures)
        #expect(await sandbox.server.faults.current.isEmpty)
        // The next run ends where nothing is left to do, whatever the first one came to.
        #expect(try await sandbox.repairRepositories().count == (effect == .dropAfter ? 0 : 1))
        #expect(try await sandbox.isAsWished())
      }
    }
  }

  @Test(
    "Whatever breaks on the way, the branch has either nothing of ours or all of it, and the next run repairs the rest",
    arguments: ["*/info/refs", "*/git-upload-pack", "*/git-receive-pack"],
    [Fault.Effect.dropBefore, .dropAfter, .status(500), .status(403), .html(502), .truncate(bytes: 20)]
  )
  func crashPoints(path: String, effect: Fault.Effect) async throws {
    try await RemediatedSandbox.run(.missingArgoRole, .missingVaultPolicy) { sandbox in
      let start = try await sandbox.server.git.contents()
      let outcomes = try await sandbox.repairRepositories {
        await sandbox.server.faults.add(Fault(effect, path: path, times: 1))
      }
      await sandbox.server.faults.clear()
      let isDone = outcomes.areDone
      #expect(isDone || outcomes.areFailures)
      let isAsWished = try await sandbox.isAsWished()
      let isUntouched = try await sandbox.server.git.contents() == start
      #expect(isDone ? isAsWished : isUntouched)
      let next = try await sandbox.repairRepositories()
      #expect(next.isEmpty || next.areDone)
      #expect(try await sandbox.isAsWished())
    }
  }

  @Test("A protected branch is a failure in GitLab's words; the other repository is written to all the same")
  func protected() async throws {
    try await RemediatedSandbox.run(.missingApplicationFile, .missingArgoRole) { sandbox in
      try await sandbox.server.git.setProtected(true, .flux)
      let outcomes = try await sandbox.repairRepositories()
      #expect(Set(outcomes.map(\.isFailure)) == [true, false] && outcomes.contains(.done))
      let reason = outcomes.compactMap(\.reason).first
      #expect(reason?.contains("You are not allowed to push code to protected branches") == true)
      #expect(reason?.contains(GitHost.password) == false)
    }
  }

  @Test("A commit that was begun is carried to its end though the run is cancelled")
  func cancellation() async throws {
    try await RemediatedSandbox.run(.missingApplicationFile) { sandbox in
      let plan = try await sandbox.planRepositories()
      await sandbox.server.faults.add(
        Fault(.delay(milliseconds: 200), method: "POST", path: "*/git-receive-pack", times: 1)
      )
      let remediation = sandbox.remediation
      let execution = Task { await remediation.execute(plan) }
      await sandbox.server.faults.usedUp()
      execution.cancel()
      #expect(await Array(execution.value.values) == [.done])
      #expect(try await sandbox.isAsWished())
    }
  }

  @Test("None is begun once the run is cancelled")
  func cancelledBefore() async throws {
    try await RemediatedSandbox.run(.missingApplicationFile) { sandbox in
      let plan = try await sandbox.planRepositories()
      let remediation = sandbox.remediation
      let execution = Task {
        await Task.yield()
        return await remediation.execute(plan)
      }
      execution.cancel()
      #expect(await Array(execution.value.values) == [.waiting(reason: "the run was ended before it")])
      #expect(await sandbox.pushes.isEmpty)
    }
  }
}
