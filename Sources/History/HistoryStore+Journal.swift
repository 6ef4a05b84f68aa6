package import Model

package import struct Foundation.Date

extension HistoryStore {
  /// Keeps in one transaction what became of acts and what is about to be done; it is on the disk when this returns.
  ///
  /// A repair that is done ends the episode of its finding: if the next run sees it again, it has come back.
  ///
  /// - Returns: what to name when the outcomes of `intents` are known, in their order.
  /// - Throws: ``HistoryError``; then nothing of it was kept: the acts that ended stay in ``unfinishedActs(in:)``, and of
  ///   `intents` nothing must be done.
  package func journal(
    _ ends: [JournalEnd],
    beginning intents: [JournalIntent],
    at date: Date
  ) throws(HistoryError) -> [JournalEntry.Number] {
    try write { database in
      let rows = JournalRows(database: database)
      for end in ends { try rows.end(end, at: date) }
      return try intents.map { try rows.insert($0, begunAt: date) }
    }
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
