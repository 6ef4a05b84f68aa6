import Foundation
import GRDB

extension HistoryRows {
  /// The start of the run that was kept last, of whatever scope.
  func lastRun() throws -> Date? {
    try Date.fetchOne(database, sql: "SELECT startedAt FROM run ORDER BY rowid DESC LIMIT 1")
  }

  /// Deletes what was over before `date`: episodes that no run since has seen or ended, runs that no episode names,
  /// Projects and groups that were not seen since, and entries of the journal.
  func forget(before date: Date) throws {
    try database.execute(
      sql: """
        DELETE FROM episode WHERE lastRun IN (SELECT id FROM run WHERE startedAt < ?1)
          AND (resolvedIn IS NULL OR resolvedIn IN (SELECT id FROM run WHERE startedAt < ?1))
        """,
      arguments: [date]
    )
    try database.execute(
      sql: """
        DELETE FROM run WHERE startedAt < ? AND id NOT IN (
          SELECT firstRun FROM episode UNION SELECT lastRun FROM episode
          UNION SELECT resolvedIn FROM episode WHERE resolvedIn IS NOT NULL
        )
        """,
      arguments: [date]
    )
    for sql in [
      "DELETE FROM project WHERE lastSeen < ?", "DELETE FROM projectGroup WHERE lastSeen < ?",
      "DELETE FROM journal WHERE begunAt < ?",
    ] {
      try database.execute(sql: sql, arguments: [date])
    }
  }
}
