import Foundation
import Sandbox
import TestSupport
import Testing

@Suite("Where a check writes, and how")
struct OutputTests {
  @Test("The report goes to files too, each in the format of its ending")
  func files() async throws {
    try await CheckedCompany.run(with: [.missingSecret]) { company in
      let run = try await company.program.run(["--output", "a.txt", "--output", "b.json"])
      #expect(run.status == 1 && run.errors.isEmpty)
      #expect(try company.program.read("a.txt").hasPrefix("Drift: 1 finding on 1 of 40 Projects\n"))
      let json = try Data(company.program.read("b.json").utf8)
      try await validate(json, againstSchema: "docs/report.schema.json")
      let report = try JSONDecoder().decode(DriftCheckReport.self, from: json)
      #expect(report.lines == ["pullSecret missing shop-qa"] && report.run.exitCode == 1)
    }
  }

  @Test("Files that cannot be written are named, all others are written, and the report is printed")
  func unwritable() async throws {
    try await CheckedCompany.run { company in
      let run = try await company.program.run(
        ["--output", "none/a.txt", "--output", "none/b.json", "--output", "c.txt"]
      )
      #expect(run.status == 2)
      #expect(run.errors.split(separator: "\n").count == 2)
      for name in ["none/a.txt", "none/b.json"] {
        #expect(run.errors.contains("cannot write the report to \(name): "))
      }
      #expect(run.text.hasPrefix("In sync"))
      #expect(try company.program.read("c.txt").hasPrefix("In sync"))
    }
  }

  @Test("A full disk behind standard output is an error, not a crash")
  func fullDisk() async throws {
    try await CheckedCompany.run { company in
      let run = try await company.program.onTerminal(["--no-color"], redirecting: ">/dev/full")
      #expect(run.status == 2)
      #expect(run.text.contains("cannot write the report to standard output: "))
    }
  }

  @Test("--format says how the report is printed")
  func formats() async throws {
    try await CheckedCompany.run { company in
      let text = try await company.program.run(["--format", "text"])
      #expect(text.text.hasPrefix("In sync: "))
      let json = try await company.program.run(["check", "--format", "json"])
      #expect(json.text.hasPrefix("{\n"))
    }
  }

  @Test("--verbose logs to standard error, as text or as JSON; --quiet is silent")
  func logs() async throws {
    try await CheckedCompany.run { company in
      let text = try await company.program.run(["--verbose"])
      #expect(text.errors.contains("debug: read and compared requests=4\n"))
      #expect(!text.text.contains("debug"))
      let json = try await company.program.run(["--verbose", "--log-format", "json"])
      let lines = json.errors.split(separator: "\n")
      let fields = try lines.map { try JSONDecoder().decode([String: String].self, from: Data($0.utf8)) }
      #expect(fields.last?["message"] == "read and compared" && fields.last?["requests"] == "4")
      let quiet = try await company.program.run(["--quiet", "--project", "nowhere"])
      #expect(quiet.errors.isEmpty && quiet.text.hasPrefix("In sync"))
    }
  }

  @Test("Colour and progress are for terminals alone, and for those who want them")
  func terminal() async throws {
    let red = "\u{1B}[", progress = "reading Projects and what they ask for …"
    try await CheckedCompany.run(with: [.missingSecret]) { company in
      let piped = try await company.program.run([])
      #expect(!piped.text.contains(red) && piped.errors.isEmpty)
      let shown = try await company.program.onTerminal([]).text
      #expect(shown.contains(red + "1") && shown.contains(progress))
      for (arguments, environment) in [(["--no-color"], [:]), ([], ["NO_COLOR": "1"])] {
        let plain = try await company.program.onTerminal(arguments, environment: environment).text
        #expect(!plain.contains(red + "1") && plain.contains(progress))
      }
      let dumb = try await company.program.onTerminal([], environment: ["TERM": "dumb"]).text
      #expect(!dumb.contains(red) && !dumb.contains(progress))
      let quiet = try await company.program.onTerminal(["--quiet"]).text
      #expect(quiet.contains(red + "1") && !quiet.contains(progress))
    }
  }
}
