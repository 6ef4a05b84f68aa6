import Sandbox
import TestSupport
import Testing

@Suite("What driftcheck --fix needs before it writes")
struct FixConsentTests {
  @Test("A dry run shows the plan and only reads", arguments: [[], ["--yes"]])
  func dryRun(arguments: [String]) async throws {
    try await CheckedCompany.runWithHistory(.lostNamespaceLabel, .publicGroup) { company in
      let run = try await company.program.check(["--fix", "--dry-run"] + arguments)
      let report = try await run.report()
      #expect(run.status == 1 && report.run.mode == "dry-run")
      #expect(run.errors.hasPrefix("Plan: 2 repairs\n"))
      #expect(report.ends == ["namespace changed catalog-stage: new, -", "group changed reports: new, -"])
      #expect(await company.changes.isEmpty)
    }
  }

  @Test(
    "Somebody at the terminal is asked, and only yes is an agreement",
    arguments: ["y\n", "YES\n", "n\n", "\n", ""]
  )
  func asked(answer: String) async throws {
    let agrees = answer.lowercased().hasPrefix("y")
    try await CheckedCompany.runWithHistory(.lostNamespaceLabel) { company in
      let run = try await company.program.onTerminal(["--fix", "--no-color"], typing: answer)
      #expect(run.status == (agrees ? 0 : 1), "\(run.text)")
      #expect(run.text.contains("namespace catalog-stage: set the labels"))
      #expect(run.text.contains("Do this? 1 repair [y/N] "))
      #expect(await company.writes.count == (agrees ? 1 : 0))
    }
  }

  @Test("Where nobody can be asked, --yes is needed; that is wrong usage, and nothing is read")
  func nobodyToAsk() async throws {
    try await CheckedCompany.runWithHistory { company in
      let run = try await company.program.run(["--fix"])
      #expect(run.status == 64 && run.output.isEmpty)
      #expect(run.errors.contains("there is no terminal to ask on; say --yes"))
      #expect(await company.server.log.requests.isEmpty)
    }
  }

  @Test(
    "A configuration that lacks what it takes is refused before anything is read",
    arguments: [
      ("state: {directory: state}\nprojects: {files: [projects.yaml]}", "projects.files names files"),
      ("", "--fix needs a history"),
    ]
  )
  func refused(sections: String, words: String) async throws {
    try await CheckedCompany.run { company in
      try company.configure(sections)
      try company.program.write("", to: "projects.yaml")
      for arguments in [["--fix", "--yes"], ["--fix", "--dry-run"]] {
        let run = try await company.program.run(arguments)
        #expect(run.status == 2 && run.output.isEmpty)
        #expect(run.errors.hasPrefix("driftcheck: --fix needs") && run.errors.contains(words), "\(run.errors)")
      }
      #expect(await company.server.log.requests.isEmpty)
    }
  }
}
