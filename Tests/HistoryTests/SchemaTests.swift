import Drift
import Foundation
import GRDB
import TestSupport
import Testing

@testable import History

@Suite("The steps of the history's tables")
struct SchemaTests {
  @Test("Their names and order are what they were: a step that was released is never changed")
  func steps() {
    #expect(
      Schema.migrator.migrations == [
        "runs and episodes", "Projects, rows of runs and journal", "what removals are judged on",
      ]
    )
  }

  @Test("The tables are those of the file that was committed (RECORD_GOLDENS=1 writes it)")
  func tables() throws {
    let queue = try DatabaseQueue()
    try Schema.migrate(queue)
    let texts = try queue.read { database in
      try String.fetchAll(database, sql: "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid")
    }
    try Golden("Tests/HistoryTests/schema.sql").check(texts.map { $0 + ";\n" }.joined())
  }

  @Test("A history of the first step is brought to the last with its content")
  func fromTheFirst() throws {
    let chronicle = try Chronicle()
    try FileManager.default.createDirectory(atPath: chronicle.directory, withIntermediateDirectories: true)
    let queue = try DatabaseQueue(path: chronicle.file)
    try Schema.migrator.migrate(queue, upTo: "runs and episodes")
    try queue.write { database in
      try database.execute(
        sql: """
          INSERT INTO scope VALUES (1, '7c1f', '\(Chronicle.cluster.lookedAt)');
          INSERT INTO run VALUES ('first', 1, '0.1.0', '2027-01-15 08:00:00.000', '2027-01-15 08:00:10.000');
          INSERT INTO episode VALUES (1, 1, '\(Chronicle.finding("shop-dev").id)', 'namespace', 'shop-dev',
            'shop-dev', 'missing', 'high', 'first', 'first', NULL);
          INSERT INTO episode VALUES (2, 1, '0123456789abcdef', 'a kind of tomorrow', 'shop-dev',
            'shop-dev', 'missing', 'high', 'first', 'first', NULL);
          """
      )
    }
    try queue.close()
    #expect(try chronicle.record(Chronicle.run(day: 1, sees: ["shop-dev"])) == ["shop-dev ongoing 0-1"])
  }
}
