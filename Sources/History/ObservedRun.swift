package import Drift

package import struct Foundation.Date

/// What one run saw, to be laid beside what earlier ones did.
package struct ObservedRun: Sendable {
  /// The run's name, which no other has.
  package var id: String
  /// The program's version.
  package var version: String
  package var scope: HistoryScope
  package var startedAt: Date
  /// When everything was read and compared.
  package var finishedAt: Date
  /// What differs, as far as the run was asked for it.
  package var findings: [Finding]
  /// Whether the run would have found this if it were still so: it was asked for it, and could read all it takes.
  ///
  /// What it could not judge stays in the history as it was.
  package var judges: @Sendable (Finding) -> Bool

  package init(
    id: String,
    version: String,
    scope: HistoryScope,
    startedAt: Date,
    finishedAt: Date,
    findings: [Finding],
    judges: @escaping @Sendable (Finding) -> Bool
  ) {
    self.id = id
    self.version = version
    self.scope = scope
    self.startedAt = startedAt
    self.finishedAt = finishedAt
    self.findings = findings
    self.judges = judges
  }
}
