package import Foundation

/// The unfiltered runs in a row that saw a finding.
package struct Streak: Sendable, Hashable {
  package let runs: Int
  /// The start of the first of them; nil where there is none.
  package let since: Date?

  /// No run counts yet.
  package static let none = Streak(runs: 0, since: nil)

  package init(runs: Int, since: Date?) {
    self.runs = runs
    self.since = since
  }

  /// Whether they were at least `runs` over at least `time` seconds, up to `now`.
  package func covers(runs least: Int, over time: TimeInterval, at now: Date) -> Bool {
    guard runs >= least, let since else { return false }
    return now.timeIntervalSince(since) >= time
  }
}
