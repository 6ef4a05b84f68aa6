package import Drift

/// Keeps what is about to be done and what became of it, so that a crash leaves a trace.
package protocol ActionJournal: Sendable {
  /// Keeps that `action` is about to be begun; it is kept for good when this returns.
  ///
  /// - Throws: where it could not be kept; then the action is not begun.
  func noteIntent(_ action: PlannedAction) throws

  /// Keeps what became of an action whose intent was kept.
  ///
  /// - Throws: where it could not be kept; then no further action is begun.
  func noteOutcome(_ outcome: Outcome, of action: PlannedAction) throws
}
