import Foundation
import Sandbox
import TestSupport
import Testing

@Suite("A check whose history cannot be used")
struct HistoryFailureTests {
  /// What stands in the way of the history, put there before the check.
  enum Obstacle: CaseIterable {
    case fileInsteadOfFolder, folderThatCannotBeMade, damagedFile, damagedPage, newerSchema

    var directory: String {
      switch self {
      case .folderThatCannotBeMade: "/proc/driftcheck"
      case .fileInsteadOfFolder, .damagedFile, .damagedPage, .newerSchema: "state"
      }
    }

    var words: String {
      switch self {
      case .fileInsteadOfFolder, .folderThatCannotBeMade: "its folder cannot be made"
      case .damagedFile, .damagedPage: "it is no SQLite database, or a broken one"
      case .newerSchema: "a later version of driftcheck has written it"
      }
    }
  }

  @Test(
    "warns once, says so in the summary, takes every finding for new, and exits as without one",
    arguments: Obstacle.allCases
  )
  func degrades(obstacle: Obstacle) async throws {
    try await CheckedCompany.run(with: [.missingSecret]) { company in
      try company.configure("state: {directory: \(obstacle.directory)}")
      try await put(obstacle, before: company)
      let run = try await company.program.check()
      let report = try await run.report()
      #expect(run.status == 1 && report.run.exitCode == 1)
      #expect(report.findings.map { "\($0.line): \($0.state)" } == ["pullSecret missing shop-qa: new"])
      #expect(report.unreadable.isEmpty)
      let warnings = run.errors.split(separator: "\n").filter { $0.contains("for want of a history") }
      #expect(warnings.count == 1)
      #expect(warnings.first?.hasPrefix("warning: every finding counts as new, for want of a history reason=") == true)
      #expect(warnings.first?.contains(obstacle.words) == true, "\(run.errors)")
      let text = try await company.program.run([]).text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(text.contains("history not used: \(obstacle.words)"))
    }
  }

  private func put(_ obstacle: Obstacle, before company: CheckedCompany) async throws {
    let file = company.program.folder.url.appending(path: "state/driftcheck.sqlite")
    switch obstacle {
    case .fileInsteadOfFolder:
      try company.program.write("no folder", to: "state")
    case .folderThatCannotBeMade:
      break
    case .damagedFile:
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try company.program.write(String(repeating: "this is no database ", count: 100), to: "state/driftcheck.sqlite")
    case .damagedPage:
      _ = try await company.report(status: 1)
      var bytes = try Data(contentsOf: file)
      // All but the first page, which alone is read when the file is opened.
      bytes.replaceSubrange(4096..., with: Data(repeating: 0x5a, count: bytes.count - 4096))
      try bytes.write(to: file)
    case .newerSchema:
      _ = try await company.report(status: 1)
      try await sqlite(file, "INSERT INTO grdb_migrations VALUES ('a step of tomorrow')")
    }
  }

  @Test("goes on where no room is left for it")
  func noRoom() async throws {
    try await CheckedCompany.run(with: [.missingSecret]) { company in
      try company.configure("state: {directory: state}")
      _ = try await company.report(status: 1)
      // A real limit on the size of files, which a write beyond it meets as it meets a full disk.
      let script = "trap '' XFSZ; ulimit -f 16; exec \"$@\""
      let run = try await company.program.run([], through: ["/bin/sh", "-c", script, "sh"])
      #expect(run.status == 1)
      #expect(run.errors.contains("for want of a history") && run.text.contains("not used: "), "\(run.errors)")
      let after = try await company.report(status: 1)
      #expect(after.findings.map(\.state) == ["ongoing"])
    }
  }

  private func sqlite(_ file: URL, _ statement: String) async throws {
    let script = "import sqlite3, sys; d = sqlite3.connect(sys.argv[1]); d.execute(sys.argv[2]); d.commit()"
    try await TestProcess(["python3", "-c", script, file.path, statement]).waitForSuccess()
  }
}
