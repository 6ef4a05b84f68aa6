import Drift
import GRDB
import Model

import struct Foundation.Date

/// The rows of the history, within one transaction.
struct HistoryRows {
  let database: Database

  /// The number of `scope`, which is made where it is new.
  func scope(_ scope: HistoryScope) throws -> Int64 {
    let arguments: StatementArguments = [scope.installation, scope.lookedAt.description]
    let number = try Int64.fetchOne(
      database,
      sql: "SELECT number FROM scope WHERE installation IS ? AND lookedAt = ?",
      arguments: arguments
    )
    if let number { return number }
    try database.execute(sql: "INSERT INTO scope (installation, lookedAt) VALUES (?, ?)", arguments: arguments)
    return database.lastInsertedRowID
  }

  /// The episodes of a scope that last, and those that a run ended which began at `date` or later.
  func episodes(in scope: Int64, lastingOrEndedSince date: Date) throws -> [Episode] {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT episode.*, first.startedAt AS firstSeen, last.startedAt AS lastSeen, resolver.startedAt AS resolvedAt
        FROM episode
        JOIN run AS first ON first.id = firstRun
        JOIN run AS last ON last.id = lastRun
        LEFT JOIN run AS resolver ON resolver.id = resolvedIn
        WHERE episode.scope = ?1 AND (resolvedIn IS NULL OR resolver.startedAt >= ?2)
        ORDER BY project, subject, fault, number
        """,
      arguments: [scope, date]
    )
    var episodes: [Episode] = []
    while let row = try rows.next() {
      if let episode = Episode(row) { episodes.append(episode) }
    }
    return episodes
  }

  func insert(_ run: ObservedRun, in scope: Int64) throws {
    try database.execute(
      sql: """
        INSERT INTO run (id, scope, version, startedAt, finishedAt, isUnfiltered, projects) VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        run.id, scope, run.version, run.startedAt, run.finishedAt, run.isUnfiltered, run.projects?.count,
      ]
    )
  }

  func open(_ beginning: HistoryDecision.Beginning, in scope: Int64, run: String) throws {
    let (finding, streak) = (beginning.finding, beginning.streak)
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO episode
          (scope, finding, kind, project, subject, fault, severity, firstRun, lastRun, runsInARow, since, basis)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?8, ?8, ?9, ?10, ?11)
        """
    )
    try statement.execute(arguments: [
      scope, finding.id, finding.kind.rawValue, finding.project, finding.subject, finding.fault.rawValue,
      finding.severity.rawValue, run, streak.runs, streak.since, beginning.basis,
    ])
  }

  func prolong(_ continuation: HistoryDecision.Continuation, run: String) throws {
    let streak = continuation.streak
    try database.cachedStatement(
      sql: "UPDATE episode SET lastRun = ?, runsInARow = ?, since = ?, basis = ? WHERE number = ?"
    ).execute(arguments: [run, streak.runs, streak.since, continuation.basis, continuation.episode.number])
  }

  /// Ends the row of runs of every episode that lasts.
  func startAnew(in scope: Int64) throws {
    try database.execute(
      sql: "UPDATE episode SET runsInARow = 0, since = NULL WHERE scope = ? AND resolvedIn IS NULL AND runsInARow > 0",
      arguments: [scope]
    )
  }

  /// The start of the unfiltered run of a scope that was kept last; by our order, not by clocks.
  func lastUnfilteredRun(in scope: Int64) throws -> Date? {
    try Date.fetchOne(
      database,
      sql: "SELECT startedAt FROM run WHERE scope = ? AND isUnfiltered ORDER BY rowid DESC LIMIT 1",
      arguments: [scope]
    )
  }

  func close(_ episode: Episode, run: String) throws {
    try database.cachedStatement(sql: "UPDATE episode SET resolvedIn = ? WHERE number = ?")
      .execute(arguments: [run, episode.number])
  }
}

extension Episode {
  /// The episode in a row; nil for a kind or fault of a later version, which this one cannot judge.
  fileprivate init?(_ row: Row) {
    guard let kind = Kind(rawValue: row["kind"]), let fault = Fault(rawValue: row["fault"]) else { return nil }
    self.init(
      number: row["number"],
      id: row["finding"],
      finding: Finding(
        kind: kind,
        project: row["project"],
        subject: row["subject"],
        fault: fault,
        severity: Severity(rawValue: row["severity"])
      ),
      firstSeen: row["firstSeen"],
      lastSeen: row["lastSeen"],
      resolvedAt: row["resolvedAt"],
      streak: Streak(runs: row["runsInARow"], since: row["since"]),
      basis: row["basis"]
    )
  }
}
