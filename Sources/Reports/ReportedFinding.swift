package import Drift

package import struct Foundation.Date

/// A finding with what earlier runs know of it.
package struct ReportedFinding: Sendable, Equatable {
  /// How it stands to the runs before.
  package enum State: String, CaseIterable, Sendable, Codable {
    case new, ongoing, resolved, suppressed

    /// Whether it is drift that is there now and that nobody chose to ignore.
    package var stands: Bool {
      switch self {
      case .new, .ongoing: true
      case .resolved, .suppressed: false
      }
    }
  }

  package var finding: Finding
  package var state: State
  package var firstSeen: Date
  package var lastSeen: Date
  /// How many repairs were tried so far, this run's included.
  package var attempts: Int
  /// What became of its repair in this run; nil where none was planned, or none was to be made.
  package var outcome: Outcome?
  /// Why it is suppressed: the words of the `ignore` rule, with its last day.
  package var suppression: String?

  package init(
    _ finding: Finding,
    state: State,
    firstSeen: Date,
    lastSeen: Date,
    attempts: Int = 0,
    outcome: Outcome? = nil,
    suppression: String? = nil
  ) {
    self.finding = finding
    self.state = state
    self.firstSeen = firstSeen
    self.lastSeen = lastSeen
    self.attempts = attempts
    self.outcome = outcome
    self.suppression = suppression
  }
}
