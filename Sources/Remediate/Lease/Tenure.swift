import HTTP

/// A time during which this run may repair; it can end before the run does.
package final class Tenure: Sendable {
  private struct State {
    var renewedAt: ContinuousClock.Instant
    var loss: String?
  }

  private let state: Locked<State>
  /// How long the last renewal is trusted.
  private let patience: Duration

  init(from instant: ContinuousClock.Instant, patience: Duration) {
    state = Locked(State(renewedAt: instant))
    self.patience = patience
  }

  /// Why nothing more must be begun; nil while the Lease is held.
  ///
  /// It goes by our own clock, so that a server that hangs cannot make us go on.
  package var reasonToStop: String? {
    state.withLock { state in
      if let loss = state.loss { return loss }
      guard state.renewedAt.duration(to: .now) >= patience else { return nil }
      return "the Lease could not be renewed for \(patience.components.seconds) s, so another run may have it"
    }
  }

  func noteRenewal(at instant: ContinuousClock.Instant) {
    state.withLock { $0.renewedAt = instant }
  }

  func noteLoss(_ reason: String) {
    state.withLock { $0.loss = $0.loss ?? reason }
  }

  var isLost: Bool { state.withLock { $0.loss != nil } }
}
