package import Drift

/// An action that was begun, and what became of it.
package typealias ActionEnd = (action: PlannedAction, outcome: Outcome)

/// Keeps what is about to be done and what became of it, so that a crash leaves a trace.
package protocol ActionJournal: Sendable {
  /// Keeps, at once, what became of actions that ended and which are about to be begun.
  ///
  /// It is kept for good when this returns. What ended is noted once, after it was noted as about to be begun.
  ///
  /// - Throws: where it could not be kept; then none of `beginning` is begun, nor any further action.
  func note(ended: [ActionEnd], beginning: [PlannedAction]) throws
}
