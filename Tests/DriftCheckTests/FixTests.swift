import Foundation
import Sandbox
import TestSupport
import Testing

@Suite("driftcheck --fix")
struct FixTests {
  @Test(
    "repairs each drift, says so, and finds nothing left",
    arguments: [.lostNamespaceLabel, .oldRegistry, .wrongUsername, .wrongAuth, .publicGroup] as [PlantedDrift]
  )
  func single(drift: PlantedDrift) async throws {
    try await CheckedCompany.runWithHistory(drift) { company in
      let report = try await company.fix(status: 0)
      #expect(report.run.mode == "fix" && report.unreadable.isEmpty && report.summary.findings == 0)
      #expect(report.ends == [drift.expected.map { "\($0.line): resolved, done" }].compactMap(\.self))
      #expect(report.findings.allSatisfy { $0.attempts == 1 && $0.reason == nil })
      #expect(try await company.report(status: 0).findings.isEmpty)
    }
  }

  @Test("does nothing the second time: it sends nothing but GET, and takes no Lease")
  func again() async throws {
    try await CheckedCompany.runWithHistory(.lostNamespaceLabel, .wrongAuth, .publicGroup) { company in
      _ = try await company.fix(status: 0)
      #expect(await company.writes.count == 3)
      await company.server.log.clear()
      #expect(try await company.fix(status: 0).findings.isEmpty)
      #expect(await company.changes.isEmpty)
    }
  }

  @Test("creates what is missing, and reports what the second look shows beside it")
  func created() async throws {
    try await CheckedCompany.runWithHistory(.missingNamespace, .missingGroup) { company in
      let run = try await company.program.check(["--fix", "--yes"])
      let report = try await run.report()
      for line in ["namespace missing billing-test", "group missing analytics"] {
        #expect(report.ends.contains("\(line): resolved, done"))
      }
      #expect(report.run.exitCode == run.status && (run.status == 0) == (report.summary.findings == 0))
    }
  }

  @Test("writes to each repository in one commit, in the name that is configured, and not again")
  func repositories() async throws {
    let drifts: [PlantedDrift] = [.missingApplicationFile, .missingPlaceholder, .missingArgoRole, .missingVaultPolicy]
    try await CheckedCompany.run(with: drifts) { company in
      try company.lookAtEverything("state: {directory: state}\ncommit: {name: The Platform}\n")
      let report = try await company.fix(status: 0)
      #expect(report.ends.sorted() == drifts.compactMap { $0.expected.map { "\($0.line): resolved, done" } }.sorted())
      let pushes = await company.changes.filter { $0.hasSuffix("git-receive-pack") }
      #expect(pushes.count == 2 && Set(pushes).count == 2)
      await company.server.log.clear()
      #expect(try await company.fix(status: 0).summary.findings == 0)
      #expect(await company.changes.isEmpty)
    }
  }

  @Test("tells in the text report what was repaired, and shows the plan before on standard error")
  func text() async throws {
    try await CheckedCompany.runWithHistory(.lostNamespaceLabel, .publicGroup) { company in
      let run = try await company.program.run(["--fix", "--yes"])
      #expect(run.status == 0)
      #expect(
        run.errors == """
          Plan: 2 repairs
            namespace catalog-stage: set the labels
            group reports: set the visibility

          """
      )
      #expect(run.text.hasPrefix("In sync: 2 findings repaired, none left on 40 Projects\n"), "\(run.text)")
      let words = run.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(words.contains("Repaired: 2 findings namespace changed catalog-stage: set the labels (there since"))
      #expect(words.contains("repairs 2 done"))
      #expect(try await company.program.run(["--fix", "--yes", "--quiet"]).errors.isEmpty)
    }
  }

  @Test("leaves alone what the filters and the configuration leave out", arguments: [true, false])
  func narrowed(byConfiguration: Bool) async throws {
    let section = byConfiguration ? "safety: {fix: {kinds: [group]}}" : ""
    try await CheckedCompany.runWithHistory(.lostNamespaceLabel, .publicGroup, saying: section) { company in
      let report = try await company.fix(byConfiguration ? [] : ["--kind", "group"], status: byConfiguration ? 1 : 0)
      #expect(await company.writes.count == 1)
      guard byConfiguration else { return #expect(report.ends == ["group changed reports: resolved, done"]) }
      #expect(report.ends == ["namespace changed catalog-stage: new, -", "group changed reports: resolved, done"])
      #expect(report.findings.first?.reason == "safety.fix leaves it out")
    }
  }

  @Test("does nothing that follows from a repair but was not asked for")
  func consequences() async throws {
    try await CheckedCompany.runWithHistory(.missingNamespace, .missingGroup) { company in
      for kind in ["namespace", "group"] { _ = try await company.fix(["--kind", kind], status: 0) }
      let writes = await company.writes
      #expect(writes.sorted() == ["POST /api/v1/namespaces", "POST /gitlab/api/v4/groups"])
    }
  }

  @Test("leaves alone what a rule has ignored")
  func ignored() async throws {
    let rule = "ignore: [{project: catalog-stage, reason: known}]"
    try await CheckedCompany.runWithHistory(.lostNamespaceLabel, saying: rule) { company in
      let report = try await company.fix(status: 0)
      #expect(report.ends == ["namespace changed catalog-stage: suppressed, -"])
      #expect(await company.changes.isEmpty)
    }
  }

  @Test("leaves alone, and says so, what came back soon after it was repaired")
  func flapping() async throws {
    let memory = try DriftCheckProgram(configuration: "")
    for isBack in [false, true] {
      try await CheckedCompany.run(with: [.lostNamespaceLabel]) { company in
        try company.configure("state: {directory: \(memory.folder.url.path)}")
        let report = try await company.fix(status: isBack ? 1 : 0)
        let ends = ["namespace changed catalog-stage: \(isBack ? "new, -" : "resolved, done")"]
        #expect(report.ends == ends && report.findings.first?.attempts == 1)
        #expect(await company.changes.isEmpty == isBack)
        #expect(report.findings.first?.reason?.contains("left alone") == (isBack ? true : nil))
      }
    }
  }

  @Test("repairs nothing where the Projects cannot all be read")
  func unreadableProjects() async throws {
    try await CheckedCompany.runWithHistory(.lostNamespaceLabel, .publicGroup) { company in
      await company.server.faults.add(Fault(.truncate(bytes: 3000), path: "/apis/kyotu.tech/v1/projects"))
      let report = try await company.fix(status: 2)
      #expect(report.findings.isEmpty)
      #expect(await company.changes.isEmpty)
    }
  }
}
