import Foundation
import GRDB
import TestSupport
import Testing

@testable import History

@Suite("The history loses nothing")
struct HistorySafetyTests {
  private let chronicle: Chronicle

  init() throws {
    chronicle = try Chronicle()
  }

  private func count(of table: String) throws -> Int {
    try DatabaseQueue(path: chronicle.file).read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") ?? 0 }
  }

  @Test("Several that open a new history and write at once all succeed")
  func atOnce() async throws {
    let directory = chronicle.directory
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<8 {
        group.addTask {
          let run = Chronicle.run(day: 0, sees: ["project-\(number)"], id: "run-\(number)") { _ in false }
          _ = try HistoryStore(directory: directory).record(run)
        }
      }
      try await group.waitForAll()
    }
    #expect(try count(of: "run") == 8)
    #expect(try count(of: "episode") == 8)
  }

  @Test("A run that fails in mid-write leaves nothing of itself")
  func rolledBack() throws {
    _ = try chronicle.record(Chronicle.run(day: 0, sees: ["shop-dev"]))
    try DatabaseQueue(path: chronicle.file).write { database in
      try database.execute(
        sql: """
          CREATE TRIGGER planted BEFORE INSERT ON episode WHEN NEW.project = 'web-dev'
          BEGIN SELECT RAISE(ABORT, 'planted'); END
          """
      )
    }
    let failing = Chronicle.run(day: 1, sees: ["new-dev", "web-dev"])
    #expect(throws: HistoryError(file: chronicle.file, problem: .other("planted"))) {
      try HistoryStore(directory: chronicle.directory).record(failing)
    }
    #expect(try count(of: "run") == 1)
    let later = try chronicle.record(Chronicle.run(day: 2, sees: ["new-dev", "shop-dev"]))
    #expect(later == ["new-dev new 2-2", "shop-dev ongoing 0-2"])
  }

  @Test("A process that is killed in mid-write leaves the history as it was, and free")
  func killed() async throws {
    _ = try chronicle.record(Chronicle.run(day: 0, sees: ["shop-dev"]))
    let writer = try TestProcess(["python3", "-c", Self.halfWriter, chronicle.file])
    try await writer.waitForPrint(of: "half written")
    writer.stop()
    #expect(try chronicle.record(Chronicle.run(day: 1, sees: ["shop-dev"])) == ["shop-dev ongoing 0-1"])
    #expect(try count(of: "run") == 2)
  }

  /// Deletes everything without committing, spills it to the write-ahead log, and waits to be killed.
  private static let halfWriter = """
    import sqlite3, sys
    database = sqlite3.connect(sys.argv[1], isolation_level=None)
    database.execute("PRAGMA cache_size = 1")
    database.execute("BEGIN IMMEDIATE")
    database.execute("DELETE FROM episode")
    database.execute("DELETE FROM run")
    scope = "INSERT INTO scope (lookedAt) VALUES (printf('%016d', ?))"
    database.executemany(scope, [(number,) for number in range(5000)])
    print("half written", flush=True)
    sys.stdin.read()
    """

  @Test("A process that is killed again and again while it writes runs leaves each of them whole or not at all")
  func killedAgainAndAgain() async throws {
    _ = try chronicle.record(Chronicle.run(day: 0))
    for number in 0..<20 {
      let writer = try TestProcess(["python3", "-c", Self.busyWriter, chronicle.file, "\(number)"])
      // Each prints after a commit, and is killed in the midst of one of the next.
      try await writer.waitForPrint(of: "\(1 + number % 4) written")
      writer.stop()
    }
    let queue = try DatabaseQueue(path: chronicle.file)
    let (runs, torn, check) = try await queue.read { database in
      (
        try Int.fetchOne(database, sql: "SELECT count(*) FROM run") ?? 0,
        try Int.fetchOne(
          database,
          sql: """
            SELECT count(*) FROM run LEFT JOIN (SELECT firstRun, count(*) AS number FROM episode GROUP BY firstRun)
            ON firstRun = id WHERE version = 'killed' AND number IS NOT 50
            """
        ) ?? 0,
        try String.fetchOne(database, sql: "PRAGMA integrity_check")
      )
    }
    #expect(runs >= 1 + 20 + 20 / 4 * (1 + 2 + 3))
    #expect(torn == 0 && check == "ok")
    #expect(try chronicle.record(Chronicle.run(day: 1, sees: ["shop-dev"])).contains("shop-dev new 1-1"))
  }

  /// Writes runs of 50 episodes each, one transaction after another, until it is killed.
  private static let busyWriter = """
    import sqlite3, sys
    database = sqlite3.connect(sys.argv[1], isolation_level=None)
    run = "INSERT INTO run (id, scope, version, startedAt, finishedAt) VALUES (?, 1, 'killed', ?, ?)"
    episode = "INSERT INTO episode (scope, finding, kind, project, subject, fault, severity, firstRun, lastRun) " \\
      "VALUES (1, ?, 'namespace', 'a', 'a', 'missing', 'high', ?, ?)"
    day, number = "2027-01-15 08:00:00.000", 0
    while True:
        name = f"{sys.argv[2]}-{number}"
        database.execute("BEGIN IMMEDIATE")
        database.execute(run, (name, day, day))
        for each in range(50):
            database.execute(episode, (f"{int(sys.argv[2]):04}{number:08}{each:04}", name, name))
        database.execute("COMMIT")
        number += 1
        print(number, "written", flush=True)
    """

  @Test("The tables hold what they must: one lasting episode of a finding, and runs that exist")
  func constraints() throws {
    _ = try chronicle.record(Chronicle.run(day: 0, sees: ["shop-dev"]))
    let queue = try DatabaseQueue(path: chronicle.file)
    let copy = """
      INSERT INTO episode (scope, finding, kind, project, subject, fault, severity, firstRun, lastRun)
      SELECT scope, finding, kind, project, subject, fault, severity, firstRun, 
      """
    for lastRun in ["lastRun", "'nobody'"] {
      #expect(throws: DatabaseError.self) {
        try queue.write { try $0.execute(sql: copy + lastRun + " FROM episode") }
      }
    }
    #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: "DELETE FROM run") } }
  }

  @Test("It keeps a write-ahead log, so that who reads it does not hold up who writes")
  func writeAheadLog() throws {
    _ = try HistoryStore(directory: chronicle.directory)
    let mode = try DatabaseQueue(path: chronicle.file).read { try String.fetchOne($0, sql: "PRAGMA journal_mode") }
    #expect(mode == "wal")
  }
}
