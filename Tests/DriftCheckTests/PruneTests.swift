import Foundation
import Sandbox
import TestSupport
import Testing

@Suite("driftcheck --fix --prune")
struct PruneTests {
  private static let kinds = ["application", "argoRbac", "namespace", "token", "vaultRbac"]

  @Test("The first night tells of each thing from when on it would go, and removes nothing")
  func firstNight() async throws {
    try await PrunedCompany.run { world in
      let report = try await world.company.report(status: 1)
      #expect(report.findings.map(\.kind).sorted() == Self.kinds)
      #expect(report.findings.allSatisfy { $0.fault == "orphaned" && $0.reason?.contains("it goes on") == true })
      #expect(Set(report.removals.map(\.id)) == Set(report.findings.map(\.id)))
      let files = try #require(report.removals.first { $0.subject == PrunedCompany.gone })
      #expect(files.dueAt > report.findings[0].firstSeen)
      let pruned = try await world.prune(status: 1)
      #expect(pruned.findings.count == 5 && pruned.findings.allSatisfy { $0.outcome == nil })
      #expect(await world.company.changes.isEmpty)
      #expect(world.restoreFiles.isEmpty)
    }
  }

  @Test("After the grace exactly what was announced goes, the namespace in a later run, and then nothing")
  func story() async throws {
    try await PrunedCompany.run { world in
      try await world.outlastGrace()
      #expect(await world.company.changes.isEmpty)
      let first = try await world.prune(status: 1)
      #expect(
        first.findings.filter { $0.outcome == "done" }.map(\.kind).sorted() == Self.kinds.filter { $0 != "namespace" }
      )
      let namespace = try #require(first.findings.first { $0.kind == "namespace" })
      #expect(namespace.outcome == nil && namespace.state == "ongoing")
      #expect(namespace.reason?.contains("its files went only on") == true, "\(namespace.reason ?? "")")
      #expect(await world.company.writes.filter { $0.hasPrefix("DELETE") }.count == 1)
      #expect(world.restoreFiles.count == 1)
      await world.company.server.log.clear()
      _ = try await world.prune(status: 1)
      #expect(await world.company.changes.isEmpty)
      try world.pass(days: 0.05)
      let last = try await world.prune(status: 0)
      #expect(last.findings.map(\.line) == ["namespace orphaned shop-qa"])
      #expect(last.findings.first?.outcome == "done")
      #expect(await world.company.writes == ["DELETE /api/v1/namespaces/shop-qa"])
      await world.company.server.log.clear()
      #expect(try await world.prune(status: 0).findings.isEmpty)
      #expect(await world.company.changes.isEmpty)
      #expect(world.restoreFiles.count == 2)
    }
  }

  @Test("The plan of a dry run names the removals, and no more is sent than reads")
  func dryRun() async throws {
    try await PrunedCompany.run { world in
      try await world.outlastGrace()
      let run = try await world.company.program.run(["--fix", "--prune", "--dry-run"])
      #expect(run.errors.hasPrefix("Plan: 4 REMOVALS\n"), "\(run.errors)")
      #expect(await world.company.changes.isEmpty)
    }
  }

  @Test("Without --prune nothing goes, however old it is, and the report says what it waits for")
  func withoutPrune() async throws {
    try await PrunedCompany.run { world in
      try await world.outlastGrace()
      let report = try await world.company.fix(status: 1)
      #expect(report.findings.count == 5 && report.removals.count == 5)
      #expect(report.findings.filter { $0.reason?.contains("removals wait for --prune") == true }.count == 5)
      #expect(await world.company.changes.isEmpty)
    }
  }

  @Test("Where other clusters may write too, only what is in the cluster is announced")
  func notExclusive() async throws {
    try await PrunedCompany.run(saying: "") { world in
      try await world.outlastGrace()
      let report = try await world.prune(status: 1)
      #expect(await world.company.changes.isEmpty)
      let kept = report.findings.filter { $0.reason?.contains("set `projects.exclusive: true`") == true }
      #expect(kept.map(\.kind).sorted() == Self.kinds.filter { $0 != "namespace" })
    }
  }

  @Test("safety.prune makes every --fix remove, and a check none")
  func always() async throws {
    try await PrunedCompany.run(saying: PrunedCompany.exclusive + "safety: {prune: true}\n") { world in
      try await world.outlastGrace()
      #expect(await world.company.changes.isEmpty)
      #expect(try await world.company.fix(status: 1).findings.filter { $0.outcome == "done" }.count == 4)
    }
  }
}
