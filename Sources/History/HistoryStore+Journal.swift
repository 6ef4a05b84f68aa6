package import Model

package import struct Foundation.Date

extension HistoryStore {
  /// Keeps what is about to be done; it is on the disk when this returns.
  ///
  /// - Returns: what to name when the outcome is known.
  /// - Throws: ``HistoryError``; then nothing must be done.
  package func journal(_ intent: JournalIntent, at date: Date) throws(HistoryError) -> JournalEntry.Number {
    try write { try JournalRows(database: $0).insert(intent, begunAt: date) }
  }

  /// Keeps what became of an act.
  ///
  /// A repair that is done ends the episode of its finding: if the next run sees it again, it has come back.
  ///
  /// - Throws: ``HistoryError``; then the act stays in ``unfinishedActs(in:)``.
  package func journal(
    _ outcome: JournalOutcome,
    of number: JournalEntry.Number,
    reason: String? = nil,
    at date: Date
  ) throws(HistoryError) {
    try write { try JournalRows(database: $0).end(number, outcome, reason: reason, at: date) }
  }

  /// The acts of an installation whose outcome nobody kept, the oldest first: they may have been done or not.
  ///
  /// - Throws: ``HistoryError``.
  package func unfinishedActs(in installation: String) throws(HistoryError) -> [JournalEntry] {
    try read { try JournalRows(database: $0).unfinished(in: installation) }
  }

  /// The NAMEs of which something was removed since `date`, by kind, for the limit on removals.
  ///
  /// What may have been removed counts, and so does what a clock far ahead dated to the future.
  ///
  /// - Throws: ``HistoryError``.
  package func removedNames(in installation: String, since date: Date) throws(HistoryError) -> [Kind: Set<String>] {
    try read { try JournalRows(database: $0).removedNames(in: installation, since: date) }
  }
}
