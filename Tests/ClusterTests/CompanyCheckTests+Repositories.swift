import Foundation
import Sandbox
import TestSupport
import Testing

extension CompanyCheckTests {
  @Test("Where all is as wished everywhere it finds nothing, and a second run transfers nothing of the repositories")
  func wishedRepositories() async throws {
    try await CompanySystems.holding(ExampleCompany.wished) { company in
      let program = try company.driftcheck(sections: ["state": ["directory": "state"]])
      for transfers in [2, 0] {
        await company.repositories.log.clear()
        let run = try await program.check()
        #expect(run.status == 0)
        #expect(run.errors == "")
        let report = try await run.report()
        #expect(report.lines == [] && report.unreadable == [])
        let requests = await company.repositories.log.requests
        #expect(requests.filter { $0.method == "POST" }.count == transfers)
        #expect(requests.count == report.requests.git + transfers)
      }
    }
  }

  @Test("Two runs in a row say the same of a company in which everything has drifted")
  func twice() async throws {
    try await CompanySystems.holding(ExampleCompany.drifted(PlantedDrift.allCases)) { company in
      let program = try company.driftcheck()
      let first = try await program.check().report()
      let second = try await program.check().report()
      #expect(first.statements == second.statements && !first.statements.isEmpty)
      #expect(first.expiries == second.expiries && first.unreadable == [] && second.unreadable == [])
    }
  }

  /// What the host of the repositories does instead of answering, and what is said of it.
  private static let failures: [(effect: Fault.Effect, words: String)] = [
    (.status(401), "401"),
    (.status(403), "403"),
    (.status(404), "404"),
    (.status(500), "500"),
    (.html(200), "the answer is not git's"),
    (.truncate(bytes: 40), "cut off"),
    (.shorten(bytes: 40), "early EOF"),
    (.dropBefore, "the connection ended before any answer"),
    (.delay(milliseconds: 600_000), "not one byte arrived for 3 s"),
  ]

  // All failures in one world: to plant it takes longer than to check it.
  @Test(
    "While the repositories' host is down, refuses, hangs or lies, its part alone is unknown, and all else is found"
  )
  func repositoriesFail() async throws {
    let drifts = PlantedDrift.allCases
    try await CompanySystems.holding(ExampleCompany.drifted(drifts)) { company in
      let conflict = try await company.cluster.conflict()
      let lines = ExampleCompany.expectedLines(drifts, conflict: conflict, in: [.cluster, .gitlab])
      let program = try company.driftcheck()
      for failure in Self.failures {
        await company.repositories.faults.add(Fault(failure.effect))
        try await expect(lines, of: program, saying: failure.words)
        await company.repositories.faults.clear()
      }
      await company.repositories.stop()
      try await expect(lines, of: program, saying: "no connection")
    }
  }

  /// Checks while the repositories cannot be read, and expects these findings all the same.
  private func expect(_ lines: [String], of program: DriftCheckProgram, saying words: String) async throws {
    let run = try await program.check(["--deadline", "30s"])
    #expect(run.status == 2, "\(words)")
    let report = try await run.report()
    #expect(report.lines == lines, "\(words)")
    #expect(Set(report.unreadable.map(\.system)) == ["deployment", "flux"], "\(words)")
    for unreadable in report.unreadable {
      #expect(unreadable.reason.contains(words), "\(unreadable.reason)")
    }
    #expect(!(run.text + run.errors).contains(GitHost.password))
  }
}
