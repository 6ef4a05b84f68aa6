import GRDB
package import Model

package import struct Foundation.Date

extension HistoryStore {
  /// What earlier runs know of the Projects of `scope`.
  ///
  /// - Throws: ``HistoryError``.
  package func knownProjects(in scope: ProjectScope) throws(HistoryError) -> KnownProjects {
    try read { try ProjectRows(database: $0).known(in: scope) }
  }

  /// The largest number of Projects that an unfiltered run of `scope` read since `date`; nil where there was none.
  ///
  /// Runs that lie in the future count too: too large a number forbids removals, and does nothing else.
  ///
  /// - Throws: ``HistoryError``.
  package func largestProjectCount(in scope: HistoryScope, since date: Date) throws(HistoryError) -> Int? {
    try read { database in
      try Int.fetchOne(
        database,
        sql: """
          SELECT max(projects) FROM run JOIN scope ON scope.number = run.scope
          WHERE installation IS ? AND lookedAt = ? AND isUnfiltered AND startedAt >= ?
          """,
        arguments: [scope.installation, scope.lookedAt.description, date]
      )
    }
  }
}
