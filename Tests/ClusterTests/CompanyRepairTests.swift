import Foundation
import Sandbox
import TestSupport
import Testing

@Suite("A company repaired on a real API server, with the rights of cronjob.yaml", .serialized)
struct CompanyRepairTests {
  @Test(
    "All that can be repaired is, in one run; what needs a person, time or --prune is left, and the next does nothing"
  )
  func allDrifts() async throws {
    try await RepairedCompany.run(ExampleCompany.drifted(PlantedDrift.allCases)) { company in
      let conflict = try await company.systems.cluster.conflict()
      // Where nothing is too young, a Project made a moment ago is set up like any other.
      let rest = PlantedDrift.allCases.filter { !$0.isRepairable && $0 != .settlingProject }
      let untouched = ExampleCompany.expectedLines(rest, conflict: conflict)
      let left = (untouched + PlantedDrift.allCases.compactMap(\.expectedAfterRepair?.line)).sorted()
      let found = ExampleCompany.expectedLines(PlantedDrift.allCases, conflict: conflict)

      let began = try company.server.auditMark()
      let run = try await company.driftcheck(["--fix", "--yes"])
      let report = try await run.report()
      #expect(run.status == 1 && report.unreadable.isEmpty, "\(run.errors)")
      #expect(report.open == left, "\(report.findings.compactMap(\.reason))")
      let repaired = report.findings.filter { $0.state == "resolved" }
      #expect(repaired.allSatisfy { $0.outcome == "done" && $0.attempts == 1 })
      #expect((repaired.map(\.line) + untouched).sorted() == found)
      try expectExactRights(company, since: began)

      try await expectNothingToDo(company, leaving: left)
      let check = try await company.driftcheck([]).report()
      #expect(check.lines == left && check.unreadable.isEmpty && check.run.exitCode == 1)
    }
  }

  /// Everything that the account may do was needed.
  private func expectExactRights(_ company: RepairedCompany, since mark: AuditMark) throws {
    let used = try company.requests(since: mark).map { "\($0.verb) \($0.objectRef?.resource ?? $0.requestURI)" }
    let granted = company.deployed.rights(of: ["driftcheck", "driftcheck-fix"])
    #expect(Set(used).symmetricDifference(granted).sorted() == [])
  }

  /// Runs it once more, and expects that it only reads.
  private func expectNothingToDo(_ company: RepairedCompany, leaving left: [String]) async throws {
    let before = try await company.contents()
    let writes = await company.writes().count
    let mark = try company.server.auditMark()
    let run = try await company.driftcheck(["--fix", "--yes"])
    let report = try await run.report()
    #expect(run.status == 1 && report.lines == left && report.unreadable.isEmpty)
    #expect(run.errors == "Plan: nothing to do\n")
    let requests = try company.requests(since: mark)
    #expect(!requests.isEmpty && requests.allSatisfy(\.isRead), "\(requests.filter { !$0.isRead })")
    #expect(await company.writes().count == writes)
    let after = try await company.contents()
    #expect(after.groups == before.groups && after.git == before.git)
    #expect(after.tokens.mapValues(\.isRevoked) == before.tokens.mapValues(\.isRevoked))
  }
}
