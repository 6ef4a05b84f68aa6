package import Drift

package import struct Foundation.Date

/// What history makes of one finding.
package struct HistoryVerdict: Sendable, Hashable {
  /// How a finding stands to the runs before.
  package enum State: Sendable, Hashable {
    /// Not there in the last run that judged it.
    case new
    case ongoing
    /// There before, and gone now.
    case resolved
  }

  /// The finding; a resolved one bears what is remembered of it: no fields, no action, no reason.
  package var finding: Finding
  package var state: State
  /// The start of the run that saw it first, without a gap since.
  package var firstSeen: Date
  /// The start of the run that saw it last.
  package var lastSeen: Date
  /// How many runs in a row have seen it, for what must wait; none of what is gone.
  package var streak = Streak.none
  /// What was tried to repair it.
  package var repairs = RepairRecord()

  package init(_ finding: Finding, state: State, firstSeen: Date, lastSeen: Date) {
    self.finding = finding
    self.state = state
    self.firstSeen = firstSeen
    self.lastSeen = lastSeen
  }

  /// What is to be said of findings without a history: all of them are new.
  package static func withoutHistory(_ findings: [Finding], seenAt date: Date) -> [HistoryVerdict] {
    findings.map { HistoryVerdict($0, state: .new, firstSeen: date, lastSeen: date) }
  }
}
