import Foundation
import Sandbox
import TestSupport
import Testing

@Suite("driftcheck --fix that breaks off at any write")
struct CrashTests {
  /// How a run is disturbed at a write.
  enum Disturbance: CaseIterable {
    case droppedBefore, droppedAfter, killedBefore, killedAfter

    var effect: Fault.Effect {
      switch self {
      case .droppedBefore: .dropBefore
      case .droppedAfter: .dropAfter
      case .killedBefore: .holdBefore
      case .killedAfter: .holdAfter
      }
    }

    var isDeadly: Bool {
      switch self {
      case .droppedBefore, .droppedAfter: false
      case .killedBefore, .killedAfter: true
      }
    }
  }

  @Test(
    "is brought to its end by the next runs: all is in order, who could pull always can, and no token is left over",
    arguments: CrashPoint.ofAnyRun + CrashPoint.ofRepairs,
    Disturbance.allCases
  )
  func breakOff(point: CrashPoint, disturbance: Disturbance) async throws {
    try await TimedCompany.run(with: point.drift) { company in
      let working = await company.workingCredentials()
      await company.server.faults.add(point.fault(disturbance.effect))
      let process = try company.program.start(["--fix", "--yes", "--format", "json"])
      let run = try await disturbance.isDeadly ? company.killHeld(process) : process.end()
      #expect(await company.server.faults.current.isEmpty, "this write was not made")
      #expect(disturbance.isDeadly ? run.status == -SIGKILL : [0, 1, 2].contains(run.status), "\(run.errors)")
      #expect(await company.workingCredentials().isSuperset(of: working))
      for _ in 0..<2 {
        // The Lease of one that was killed is over by then.
        company.clock.pass(7200)
        let next = try await company.program.check(["--fix", "--yes"])
        #expect(next.status == 0, "\(next.errors)")
        #expect(await company.workingCredentials().isSuperset(of: working))
      }
      let writes = await company.server.log.requests.filter(\.isWrite).count
      let last = try await company.program.check(["--fix", "--yes"])
      let report = try await last.report()
      #expect(last.status == 0 && report.findings.isEmpty && report.unreadable.isEmpty)
      #expect(await company.server.log.requests.filter(\.isWrite).count == writes)
      let world = await company.world
      #expect(world.strayTokens(at: company.clock.now).isEmpty)
      #expect(world.workingCredentials(at: company.clock.now).count == Company.example.projects.count)
    }
  }

  @Test("The table knows every write of the repairs in it", arguments: Set(CrashPoint.ofRepairs.map(\.drift)))
  func completeness(drift: PlantedDrift) async throws {
    try await TimedCompany.run(with: drift) { company in
      let run = try await company.program.check(["--fix", "--yes"])
      #expect(run.status == 0, "\(run.errors)")
      let writes = await company.server.log.requests.filter(\.isWrite)
      let leases = writes.filter { $0.path.contains("/leases") }
      #expect(leases.count == CrashPoint.ofAnyRun.count)
      #expect(writes.count - leases.count == CrashPoint.ofRepairs.filter { $0.drift == drift }.count, "\(writes)")
    }
  }
}

/// A sandbox whose clock the test sets, and the built driftcheck, which lets no token overlap with its successor.
private struct TimedCompany {
  /// A clock that others see too.
  final class Clock: Sendable {
    private let lock = NSLock()
    // Read and written under the lock alone.
    nonisolated(unsafe) private var passed: TimeInterval = 0

    var now: Date { lock.withLock { Date(timeIntervalSinceNow: passed) } }

    func pass(_ seconds: TimeInterval) {
      lock.withLock { passed += seconds }
    }
  }

  let clock: Clock
  private let company: CheckedCompany

  var server: SandboxServer { company.server }
  var program: DriftCheckProgram { company.program }

  /// Runs `body` with the example company, broken in this way.
  static func run(with drift: PlantedDrift, _ body: (TimedCompany) async throws -> Void) async throws {
    let clock = Clock()
    try await CheckedCompany.run(CheckedCompany.world(with: [drift]), now: { clock.now }) { company in
      let sections = "state: {directory: state}\ntoken: {overlap: 0s}\n"
      // Repositories take most of the time.
      try drift.system == .repositories ? company.lookAtEverything(sections) : company.lookAtGitLab(sections)
      try await body(TimedCompany(clock: clock, company: company))
    }
  }

  /// What the cluster and GitLab hold now.
  var world: World {
    get async {
      var world = await server.cluster.objects
      world.gitlab = await server.gitlab.world
      return world
    }
  }

  func workingCredentials() async -> Set<String> {
    await world.workingCredentials(at: clock.now)
  }

  /// Kills the run as soon as one of its requests is kept waiting, and waits for its end.
  func killHeld(_ process: DriftCheckProcess) async throws -> DriftCheckRun {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await server.faults.holding() }
      group.addTask { _ = try? await process.end() }
      await group.next()
      process.kill()
      group.cancelAll()
    }
    return try await process.end()
  }
}
