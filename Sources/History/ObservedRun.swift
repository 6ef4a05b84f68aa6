package import Drift
package import Model

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
  /// Whether it was asked for everything: only such a run counts where something waits until it was seen in a row.
  package var isUnfiltered: Bool
  /// Nil where the Projects could not all be read, or the run was not asked for all.
  package var projects: ObservedProjects?
  /// Whether the run would have found this if it were still so: it was asked for it, and could read all it takes.
  ///
  /// What it could not judge stays in the history as it was.
  package var judges: @Sendable (Finding) -> Bool
  /// Whether a rule of the configuration has this ignored, so that its grace does not run.
  package var suppresses: @Sendable (Finding) -> Bool
  /// What the removal of the finding's subject is judged on; nil for what nothing removes.
  ///
  /// Where it is another than in the run before, what must wait waits anew: the finding is the same, its subject is not.
  package var basis: @Sendable (Finding) -> StableHash?

  package init(
    id: String,
    version: String,
    scope: HistoryScope,
    startedAt: Date,
    finishedAt: Date,
    findings: [Finding],
    isUnfiltered: Bool,
    projects: ObservedProjects? = nil,
    judges: @escaping @Sendable (Finding) -> Bool,
    suppresses: @escaping @Sendable (Finding) -> Bool = { _ in false },
    basis: @escaping @Sendable (Finding) -> StableHash? = { _ in nil }
  ) {
    self.id = id
    self.version = version
    self.scope = scope
    self.startedAt = startedAt
    self.finishedAt = finishedAt
    self.findings = findings
    self.isUnfiltered = isUnfiltered
    self.projects = projects
    self.judges = judges
    self.suppresses = suppresses
    self.basis = basis
  }
}

extension ObservedRun {
  /// Whether it counts in a row of runs: asked for everything, and sure of which cluster it saw.
  var counts: Bool {
    isUnfiltered && scope.installation != nil
  }

  /// From its start to its end, also where the clock was set back meanwhile.
  var underWay: ClosedRange<Date> {
    startedAt...max(startedAt, finishedAt)
  }
}
