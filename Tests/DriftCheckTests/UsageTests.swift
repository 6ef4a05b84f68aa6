import ArgumentParser
import TestSupport
import Testing

@testable import DriftCheck

@Suite("The command line")
struct UsageTests {
  @Test(
    "Wrong usage ends with 64 and says what is wrong",
    arguments: [
      (
        ["--kind", "secret"],
        "The value 'secret' is invalid for '--kind <kind>'. Please provide one of the following:\n  - project\n"
      ),
      (["--env", "production"], "Please provide one of 'dev', 'qa', 'test', 'stage' or 'prod'."),
      (["--format", "html"], "The value 'html' is invalid for '--format <format>'. Please provide one of 'text'"),
      (["--output", "report.pdf"], "Its ending says the format: .txt or .json."),
      (["--deadline", "soon"], "Give up after this time: 90s, 15m, 1h."),
      (["--deadline", "0s"], "The value '0s' is invalid for '--deadline <duration>'"),
      (["--quiet", "--verbose"], "--quiet and --verbose cannot be combined."),
      (["--dry-run"], "--dry-run shows what --fix would do; say --fix too."),
      (["--yes"], "--yes agrees to what --fix is to do; say --fix too."),
      (["--project"], "Missing value for '--project <glob>'"),
      (["chekc"], "Unexpected argument 'chekc'"),
    ]
  )
  func wrongUsage(arguments: [String], words: String) throws {
    let error = try #require(throws: (any Error).self) { try RootCommand.parseAsRoot(arguments) }
    #expect(RootCommand.exitCode(for: error).rawValue == 64)
    #expect(RootCommand.fullMessage(for: error).contains(words), "\(RootCommand.fullMessage(for: error))")
  }

  @Test("The program itself ends so, and writes to standard error alone")
  func program() async throws {
    let program = try DriftCheckProgram(configuration: "")
    let run = try await program.run(["--kind", "secret"])
    #expect(run.status == 64 && run.output.isEmpty && run.errors.hasPrefix("Error: "))
  }

  @Test("--version says which one it is, and those of its libraries")
  func version() async throws {
    let run = try await DriftCheckProgram(configuration: "").run(["--version"])
    #expect(run.status == 0)
    let form = /driftcheck 0\.1\.0 \(libcurl [0-9.]+, libgit2 [0-9.]+, SQLite 3\.[0-9.]+\)\n/
    #expect(run.text.wholeMatch(of: form) != nil, "\(run.text)")
  }

  @Test("--help says what is committed", arguments: ["driftcheck", "check", "rotate", "adopt", "config"])
  func help(name: String) throws {
    let commands: [String: any ParsableCommand.Type] = [
      "check": CheckCommand.self, "rotate": RotateCommand.self, "adopt": AdoptCommand.self,
      "config": ConfigCommand.self,
    ]
    let text = RootCommand.helpMessage(for: commands[name] ?? RootCommand.self, columns: 100)
    try Golden("Tests/Fixtures/help/\(name).txt").check(text + "\n")
  }

  @Test("--help is an answer, not an error")
  func helpStatus() async throws {
    let run = try await DriftCheckProgram(configuration: "").run(["check", "--help"])
    #expect(run.status == 0 && run.errors.isEmpty && run.text.contains("USAGE: driftcheck check"))
  }

  @Test("Input that cannot be used is one sentence that names it, and status 2")
  func badInput() async throws {
    let cases = [
      ("", "driftcheck.yaml"),
      ("kubernetes: {kubeconfig: none}\nregistry: {host: registry.example.com}\n", "none"),
      ("kubernetes: [\n", "driftcheck.yaml:"),
    ]
    for (configuration, name) in cases {
      let run = try await DriftCheckProgram(configuration: configuration).run([])
      #expect(run.status == 2 && run.output.isEmpty)
      #expect(run.errors.hasPrefix("driftcheck: ") && run.errors.contains(name), "\(run.errors)")
      #expect(run.errors.split(separator: "\n").count == 1)
    }
  }
}
