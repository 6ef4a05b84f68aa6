import Foundation
import Sandbox
import TestSupport
import Testing

@Suite("A check with a history")
struct HistoryWiringTests {
  private static let state = "state: {directory: state}"

  private func states(_ report: DriftCheckReport) -> [String] {
    report.findings.map { "\($0.line): \($0.state)" }
  }

  /// What a check writes into a folder of its own stays there for the checks of another world.
  private func check(
    _ drifts: [PlantedDrift],
    _ program: DriftCheckProgram,
    _ arguments: [String] = [],
    breaking fault: Fault? = nil,
    status: Int32
  ) async throws -> DriftCheckReport {
    var result: DriftCheckReport?
    try await CheckedCompany.run(with: drifts) { company in
      if let fault { await company.server.faults.add(fault) }
      try company.configure("state: {directory: \(program.folder.url.path)}")
      result = try await company.report(arguments, status: status)
    }
    return try #require(result)
  }

  @Test("says what is new, what is ongoing since when, and what is resolved")
  func story() async throws {
    let memory = try DriftCheckProgram(configuration: "")
    let first = try await check([.missingNamespace, .missingSecret], memory, status: 1)
    #expect(states(first) == ["namespace missing billing-test: new", "pullSecret missing shop-qa: new"])
    let second = try await check([.missingSecret, .lostNamespaceLabel], memory, status: 1)
    #expect(
      states(second) == [
        "namespace missing billing-test: resolved", "namespace changed catalog-stage: new",
        "pullSecret missing shop-qa: ongoing",
      ]
    )
    #expect(second.summary.findings == 2)
    #expect(second.findings.last?.firstSeen == first.findings.last?.firstSeen)
    let third = try await check([], memory, status: 0)
    #expect(states(third).allSatisfy { $0.hasSuffix(": resolved") } && third.findings.count == 2)
    #expect(try await check([], memory, status: 0).findings.isEmpty)
  }

  @Test("keeps what each of several checks at once found")
  func together() async throws {
    try await CheckedCompany.run(with: [.missingNamespace, .missingSecret]) { company in
      try company.configure(Self.state)
      try await withThrowingTaskGroup(of: Int32.self) { group in
        for _ in 1...4 { group.addTask { try await company.program.check().status } }
        for try await status in group { #expect(status == 1) }
      }
      let after = try await company.report(status: 1)
      #expect(states(after).allSatisfy { $0.hasSuffix(": ongoing") } && after.findings.count == 2)
      let file = company.program.folder.url.appending(path: "state/driftcheck.sqlite").path
      let script =
        "import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute('SELECT count(*) FROM run').fetchone()[0])"
      #expect(try await Program.run("python3", ["-c", script, file]).text == "5\n")
    }
  }

  @Test("calls nothing resolved that it could not read or was not asked for")
  func unjudged() async throws {
    let memory = try DriftCheckProgram(configuration: "")
    _ = try await check([.missingSecret, .lostNamespaceLabel], memory, status: 1)
    let unread = Fault(.status(500), path: "/api/v1/secrets")
    let blind = try await check([], memory, breaking: unread, status: 2)
    #expect(states(blind) == ["namespace changed catalog-stage: resolved"])
    let filtered = try await check([], memory, ["--kind", "namespace"], status: 0)
    #expect(states(filtered).isEmpty)
    #expect(states(try await check([], memory, status: 0)) == ["pullSecret missing shop-qa: resolved"])
  }

  @Test("keeps suppressed what a rule suppresses, with the day since when it is there")
  func suppressed() async throws {
    try await CheckedCompany.run(with: [.missingSecret]) { company in
      try company.configure(Self.state)
      let first = try await company.report(status: 1)
      try company.configure(Self.state + "\nignore: [{project: shop-qa, reason: known}]")
      let second = try await company.report(status: 0)
      #expect(states(second) == ["pullSecret missing shop-qa: suppressed"])
      #expect(second.findings.map(\.firstSeen) == first.findings.map(\.firstSeen))
    }
  }

  @Test("is told in the text report, which without a history says that nobody looked")
  func text() async throws {
    try await CheckedCompany.run(with: [.missingSecret]) { company in
      #expect(try await company.program.run([]).text.contains("flux, history (no section in the configuration)"))
      try company.configure(Self.state)
      _ = try await company.report(status: 1)
      let text = try await company.program.run([]).text
      #expect(!text.contains("history") && text.contains("since 2"))
    }
  }

  @Test("leaves no trace of Projects that stand in files")
  func files() async throws {
    try await CheckedCompany.run { company in
      try company.configure(Self.state + "\nprojects: {files: [projects.yaml]}")
      try company.program.write(
        """
        apiVersion: kyotu.tech/v1
        kind: Project
        metadata: {name: wished-dev, namespace: projects}
        spec: {projectId: wished, environmentType: dev, googleGroup: wished.crew@example.com}
        """,
        to: "projects.yaml"
      )
      #expect(states(try await company.report(status: 1)) == ["namespace missing wished-dev: new"])
      #expect(!FileManager.default.fileExists(atPath: company.program.folder.url.appending(path: "state").path))
    }
  }

  @Test("holds no secret and no desired or observed value in its file")
  func secrets() async throws {
    try await CheckedCompany.run(with: PlantedDrift.allCases) { company in
      try company.configure(Self.state)
      _ = try await company.report(status: 1)
      let folder = company.program.folder.url.appending(path: "state")
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      #expect(names.contains("driftcheck.sqlite"))
      for name in names {
        let text = String(decoding: try Data(contentsOf: folder.appending(path: name)), as: UTF8.self)
        #expect(!text.contains("glpat-") && !text.contains("<secret>"))
      }
    }
  }
}
