import Foundation
import GRDB
import Testing

@testable import History

@Suite("A history that cannot be used")
struct HistoryErrorTests {
  private let chronicle: Chronicle

  init() throws {
    chronicle = try Chronicle()
  }

  private func problem(_ body: () throws -> Void) -> HistoryError.Problem? {
    #expect(throws: HistoryError.self) { try body() }?.problem
  }

  @Test("A file that is no database is named as such and left as it is")
  func corrupt() throws {
    try FileManager.default.createDirectory(atPath: chronicle.directory, withIntermediateDirectories: true)
    let text = Data(String(repeating: "this is no database ", count: 100).utf8)
    try text.write(to: URL(filePath: chronicle.file))
    #expect(problem { _ = try HistoryStore(directory: chronicle.directory) } == .damaged)
    #expect(try Data(contentsOf: URL(filePath: chronicle.file)) == text)
  }

  @Test("A folder that cannot be made, because a file stands in its place, is named with the reason")
  func noFolder() throws {
    try Data().write(to: URL(filePath: chronicle.directory))
    guard case .folder(let reason) = problem({ _ = try HistoryStore(directory: chronicle.directory) }) else {
      Issue.record("the folder is not blamed")
      return
    }
    #expect(!reason.isEmpty)
  }

  @Test("A folder where no file can be made is no crash")
  func folderInTheWay() throws {
    try FileManager.default.createDirectory(atPath: chronicle.file, withIntermediateDirectories: true)
    #expect(problem { _ = try HistoryStore(directory: chronicle.directory) } == .cannotOpen)
  }

  @Test("A folder that may only be read is named as such")
  func readOnlyFolder() throws {
    // A file system that is read-only for everybody, as the tests may run as root.
    let error = #expect(throws: HistoryError.self) { try HistoryStore(directory: "/proc/self") }
    #expect(error?.problem == .cannotOpen)
    #expect(error?.description.contains("/proc/self/driftcheck.sqlite") == true)
  }

  @Test("A history that a later version has changed is refused and left as it is")
  func newerSchema() throws {
    _ = try chronicle.record(Chronicle.run(day: 0, sees: ["shop-dev"]))
    try DatabaseQueue(path: chronicle.file).write { database in
      try database.execute(sql: "INSERT INTO grdb_migrations VALUES ('a step of tomorrow')")
    }
    #expect(problem { _ = try HistoryStore(directory: chronicle.directory) } == .newerSchema)
  }

  @Test(
    "What SQLite says is sorted",
    arguments: [
      (ResultCode.SQLITE_FULL, HistoryError.Problem.full),
      (.SQLITE_READONLY, .readOnly),
      (.SQLITE_READONLY_DIRECTORY, .readOnly),
      (.SQLITE_BUSY, .busy),
      (.SQLITE_BUSY_SNAPSHOT, .busy),
      (.SQLITE_CORRUPT, .damaged),
      (.SQLITE_NOTADB, .damaged),
      (.SQLITE_CANTOPEN, .cannotOpen),
      (.SQLITE_IOERR, .other("words")),
    ]
  )
  func sorted(code: ResultCode, problem: HistoryError.Problem) {
    let error = HistoryError(file: "/state/driftcheck.sqlite", DatabaseError(resultCode: code, message: "words"))
    #expect(error.problem == problem)
  }

  @Test(
    "Each is one sentence that names the file and the way out",
    arguments: [
      (HistoryError.Problem.folder("not a folder"), "correct state.directory"),
      (.cannotOpen, "check that its folder may be read and written"),
      (.readOnly, "let this user write the file and its folder"),
      (.full, "make room"),
      (.busy, "another process held it"),
      (.damaged, "move it away"),
      (.newerSchema, "use that version, or another state.directory"),
      (.other("disk I/O error"), "disk I/O error"),
    ]
  )
  func words(problem: HistoryError.Problem, words: String) {
    let sentence = HistoryError(file: "/state/driftcheck.sqlite", problem: problem).description
    #expect(sentence.hasPrefix("cannot use the history in /state/driftcheck.sqlite: "))
    #expect(sentence.contains(words) && !sentence.contains("\n"))
  }
}
