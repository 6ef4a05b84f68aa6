import Sandbox
import TestSupport
import Testing

@Suite("A check that is stopped")
struct InterruptionTests {
  @Test("still reports what it has, and that the rest is unknown")
  func terminated() async throws {
    try await CheckedCompany.run(with: [.missingNamespace]) { company in
      await company.server.faults.add(Fault(.delay(milliseconds: 600_000), path: "/api/v1/secrets", times: 1))
      let process = try company.program.start(["--format", "json"])
      await company.server.faults.usedUp()
      process.terminate()
      let run = try await process.end()
      #expect(run.status == 2)
      let report = try await run.report()
      #expect(report.findings.isEmpty)
      #expect(report.unreadable.map(\.subject).contains("secrets gitlab-registry-image-pull-secret"))
      #expect(report.unreadable.contains { $0.reason.contains("cancelled before it was done") })
    }
  }
}
