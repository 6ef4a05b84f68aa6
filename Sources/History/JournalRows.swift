import GRDB
import Model

import struct Foundation.Date

/// The rows of the journal, within one transaction.
struct JournalRows {
  let database: Database

  func insert(_ intent: JournalIntent, begunAt date: Date) throws -> JournalEntry.Number {
    try execute(
      """
      INSERT INTO journal (run, installation, begunAt, kind, project, subject, finding, act, what)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        intent.run, intent.installation, date, intent.kind.rawValue, intent.project, intent.subject, intent.finding,
        intent.act.rawValue, intent.what,
      ]
    )
    return JournalEntry.Number(value: database.lastInsertedRowID)
  }

  /// Keeps what became of an act; a repair that is done ends the episode of its finding.
  func end(_ end: JournalEnd, at date: Date) throws {
    try execute(
      "UPDATE journal SET outcome = ?, reason = ?, endedAt = ? WHERE number = ?",
      [end.outcome.rawValue, end.reason, date, end.number.value]
    )
    guard end.outcome == .done else { return }
    try execute(
      """
      UPDATE episode SET resolvedIn = journal.run FROM journal JOIN run ON run.id = journal.run
      WHERE journal.number = ? AND episode.finding = journal.finding AND episode.scope = run.scope
        AND episode.resolvedIn IS NULL
      """,
      [end.number.value]
    )
  }

  /// Runs a statement that is kept for the next time: to prepare these took longer than to run them.
  private func execute(_ sql: String, _ arguments: StatementArguments) throws {
    try database.cachedStatement(sql: sql).execute(arguments: arguments)
  }

  /// Every act whose outcome nobody kept, the oldest first.
  func unfinished(in installation: String) throws -> [JournalEntry] {
    let rows = try Row.fetchCursor(
      database,
      sql: "SELECT * FROM journal WHERE installation = ? AND outcome IS NULL ORDER BY number",
      arguments: [installation]
    )
    return try Array(rows.compactMap(JournalEntry.init))
  }

  func removedNames(in installation: String, since date: Date) throws -> [Kind: Set<String>] {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT DISTINCT kind, project FROM journal
        WHERE installation = ? AND begunAt >= ? AND act = ? AND outcome IS NOT ?
        """,
      arguments: [installation, date, JournalIntent.Act.remove.rawValue, JournalOutcome.failed.rawValue]
    )
    var names: [Kind: Set<String>] = [:]
    while let row = try rows.next() {
      guard let kind = Kind(rawValue: row[0]) else { continue }
      names[kind, default: []].insert(row[1])
    }
    return names
  }

  /// What was tried to repair each finding, by its id.
  func repairs(in installation: String) throws -> [String: RepairRecord] {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT finding, begunAt, outcome FROM journal
        WHERE installation = ? AND finding IS NOT NULL ORDER BY number
        """,
      arguments: [installation]
    )
    var repairs: [String: RepairRecord] = [:]
    while let row = try rows.next() {
      let outcome = (row[2] as String?).flatMap(JournalOutcome.init)
      repairs[row[0], default: RepairRecord()].attempts.append(.init(at: row[1], outcome: outcome))
    }
    return repairs
  }
}

extension JournalEntry {
  /// The entry in a row; nil for a kind or act of a later version.
  fileprivate init?(_ row: Row) {
    guard let kind = Kind(rawValue: row["kind"]), let act = JournalIntent.Act(rawValue: row["act"]) else { return nil }
    self.init(
      number: Number(value: row["number"]),
      intent: JournalIntent(
        run: row["run"],
        installation: row["installation"],
        kind: kind,
        project: row["project"],
        subject: row["subject"],
        finding: row["finding"],
        act: act,
        what: row["what"]
      ),
      begunAt: row["begunAt"],
      outcome: (row["outcome"] as String?).flatMap(JournalOutcome.init),
      reason: row["reason"],
      endedAt: row["endedAt"]
    )
  }
}
