package import Drift
package import Foundation

/// How a row of runs goes on.
///
/// A run that could not judge the finding neither counts nor ends the row; one that saw it in order, ignored it, or
/// followed the last by more than ``longestGap`` does end it.
extension Streak {
  /// How old the last run may be, in seconds; what was seen before an older one is out of date.
  package static let longestGap: TimeInterval = 7 * 86_400

  /// The row with `run`, which saw the finding again.
  func continued(by run: ObservedRun) -> Streak {
    guard run.counts else { return self }
    // A day that lies in the future is one of a wrong clock.
    guard let since, since <= run.startedAt else { return Streak(runs: 1, since: run.startedAt) }
    return Streak(runs: runs + 1, since: since)
  }
}

extension ObservedRun {
  /// Whether all rows of runs end before this one: there was none, the last is too old, or it lies in the future.
  ///
  /// - Parameter last: the start of the unfiltered run of this scope that was kept last.
  func startsAnew(after last: Date?) -> Bool {
    guard let last else { return true }
    return last > underWay.upperBound || startedAt.timeIntervalSince(last) > Streak.longestGap
  }
}
