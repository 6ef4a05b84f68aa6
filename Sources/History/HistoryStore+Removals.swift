package import Foundation
import GRDB
package import Model

/// What earlier runs know that removals are judged by.
package struct RemovalMemory: Sendable, Hashable {
  /// The largest number of Projects that a run of the last 7 days read; nil where there was none.
  package var largestProjectCount: Int?
  /// Of how many NAMEs something went in the last 24 hours, by kind.
  package var removedNames: [Kind: Set<String>]
  /// When the application files of each NAME went, as far as a run took them away or found them gone.
  package var filesGoneAt: [String: Date]
}

extension HistoryStore {
  /// What the runs of `scope` before `date` know.
  ///
  /// A run must ask before it is itself recorded, as its own list of Projects proves nothing.
  ///
  /// - Throws: ``HistoryError``.
  package func removalMemory(of scope: HistoryScope, at date: Date) throws(HistoryError) -> RemovalMemory {
    let installation = scope.installation ?? ""
    return RemovalMemory(
      largestProjectCount: try largestProjectCount(in: scope, since: date.addingTimeInterval(-7 * 86_400)),
      removedNames: try removedNames(in: installation, since: date.addingTimeInterval(-86_400)),
      filesGoneAt: try filesGoneAt(in: installation)
    )
  }

  /// A run that found them gone says when they went at the latest, which is what counts.
  private func filesGoneAt(in installation: String) throws(HistoryError) -> [String: Date] {
    try read { database in
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT project, max(at) FROM (
            SELECT project, endedAt AS at FROM journal
            WHERE installation = :installation AND kind = :kind AND act = :act AND outcome = :outcome
            UNION ALL
            SELECT project, run.startedAt FROM episode
            JOIN scope ON scope.number = episode.scope JOIN run ON run.id = episode.resolvedIn
            WHERE installation = :installation AND kind = :kind AND fault = :fault
          ) GROUP BY project
          """,
        arguments: [
          "installation": installation, "kind": Kind.application.rawValue, "fault": Fault.orphaned.rawValue,
          "act": JournalIntent.Act.remove.rawValue, "outcome": JournalOutcome.done.rawValue,
        ]
      )
      var dates: [String: Date] = [:]
      while let row = try rows.next() { dates[row[0]] = row[1] }
      return dates
    }
  }
}
