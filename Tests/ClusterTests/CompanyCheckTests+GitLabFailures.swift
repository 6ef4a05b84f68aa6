import Sandbox
import TestSupport
import Testing

extension CompanyCheckTests {
  /// What GitLab does instead of answering, and what is said of it.
  private static let failures: [(effect: Fault.Effect, words: String)] = [
    (.status(401), "401"),
    (.status(403), "403"),
    (.status(500), "500"),
    (.html(502), "502"),
    (.html(200), "not GitLab's JSON"),
    (.truncate(bytes: 40), "cut off"),
    (.shorten(bytes: 40), "JSON"),
    (.dropBefore, "the connection ended before any answer"),
    (.delay(milliseconds: 600_000), "not one byte arrived for 3 s"),
  ]

  // All failures in one world: to plant it takes longer than to check it.
  @Test("While GitLab is down, refuses, hangs or lies, its part alone is unknown, and all else is found")
  func gitlabFails() async throws {
    let drifts = PlantedDrift.allCases
    try await CompanySystems.holding(ExampleCompany.drifted(drifts)) { company in
      let conflict = try await company.cluster.conflict()
      let lines = ExampleCompany.expectedLines(drifts, conflict: conflict, in: [.cluster, .repositories])
      let program = try company.driftcheck()
      for failure in Self.failures {
        await company.gitlab.faults.add(Fault(failure.effect))
        try await expect(lines, of: program, saying: failure.words)
        await company.gitlab.faults.clear()
      }
      await company.gitlab.stop()
      try await expect(lines, of: program, saying: "no connection")
    }
  }

  @Test(
    "Where one group's tokens are a lie, those of all others are judged",
    arguments: [Fault.Effect.html(200), .shorten(bytes: 99)]
  )
  func oneList(_ effect: Fault.Effect) async throws {
    let drifts: [PlantedDrift] = [.missingSecret, .revokedToken, .deployTokenPassword, .expiredToken, .publicGroup]
    try await CompanySystems.holding(ExampleCompany.drifted(drifts)) { company in
      let billing = ExampleCompany.wished.gitlab.group(at: "billing")
      let id = try #require(billing?.id)
      await company.gitlab.faults.add(Fault(effect, path: "*/groups/\(id)/access_tokens"))
      let report = try await company.driftcheck().check().report()
      #expect(report.run.exitCode == 2)
      let judged = drifts.filter { ![.revokedToken, .deployTokenPassword].contains($0) }
      #expect(report.lines == ExampleCompany.expectedLines(judged))
      #expect(report.unreadable.map(\.subject) == ["access tokens of group billing"])
    }
  }

  /// Checks while GitLab fails, and expects these findings all the same.
  private func expect(_ lines: [String], of program: DriftCheckProgram, saying words: String) async throws {
    let run = try await program.check(["--deadline", "30s"])
    #expect(run.status == 2, "\(words)")
    let report = try await run.report()
    #expect(report.lines == lines, "\(words)")
    #expect(!report.unreadable.isEmpty, "\(words)")
    for unreadable in report.unreadable {
      #expect(unreadable.system == "gitlab")
      #expect(unreadable.reason.contains(words), "\(unreadable.reason)")
    }
    #expect(!(run.text + run.errors).contains(GitLabAccount.driftcheck.secret))
  }
}
