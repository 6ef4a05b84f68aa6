package import Foundation

/// What was tried to repair one finding, the oldest first.
package struct RepairRecord: Sendable, Hashable {
  /// One repair.
  package struct Attempt: Sendable, Hashable {
    package let at: Date
    /// Nil where the process ended before it was known.
    package let outcome: JournalOutcome?

    package init(at: Date, outcome: JournalOutcome?) {
      self.at = at
      self.outcome = outcome
    }
  }

  package var attempts: [Attempt]

  package init(attempts: [Attempt] = []) {
    self.attempts = attempts
  }

  /// Within how many seconds a finding must come back for its repair to be of no use.
  private static let returnTime: TimeInterval = 7 * 86_400
  /// How many failures are enough.
  private static let mostFailures = 3

  /// Whether another repair is of no use: one succeeded and the finding came back soon, or several failed.
  ///
  /// - Parameter firstSeen: since when the finding is there this time. Failures before that are forgiven.
  package func isFlapping(firstSeen: Date) -> Bool {
    let failures = attempts.count { $0.outcome != .done && $0.at >= firstSeen }
    let cameBack = attempts.contains { attempt in
      attempt.outcome == .done && attempt.at <= firstSeen
        && firstSeen.timeIntervalSince(attempt.at) <= RepairRecord.returnTime
    }
    return cameBack || failures >= RepairRecord.mostFailures
  }
}
