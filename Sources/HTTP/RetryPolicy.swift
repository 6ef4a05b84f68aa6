/// When a request is sent again, and after which pause.
///
/// Decides alone; never waits.
package struct RetryPolicy: Sendable, Equatable {
  /// How a try ended.
  package enum Outcome: Sendable {
    /// With an answer; `pause` is what the server asked for.
    case answered(status: Int, pause: Duration?)

    /// Without one.
    case failed(HTTPError.Reason)
  }

  /// What comes next.
  package enum Decision: Sendable, Equatable {
    /// The outcome stands.
    case settle

    /// Another try, after this pause.
    case retry(after: Duration)

    /// Another try would be right, but its pause ends after the deadline.
    case outOfTime(pause: Duration)
  }

  /// Tries in all, the first one included.
  package var attempts: Int

  /// The longest pause before the second try; it doubles with each try.
  package var base: Duration

  /// The longest pause of our own choice.
  package var cap: Duration

  /// The longest pause that a server may ask for.
  ///
  /// If it asks for more, its answer stands.
  package var longestServerPause: Duration

  /// Four tries within a few seconds, or as the server asks, up to two minutes.
  package static let standard = RetryPolicy(
    attempts: 4,
    base: .milliseconds(250),
    cap: .seconds(5),
    longestServerPause: .seconds(120)
  )

  /// Every outcome of the first try stands.
  package static let none = RetryPolicy(attempts: 1, base: .zero, cap: .zero, longestServerPause: .zero)

  /// A policy of its parts.
  package init(attempts: Int, base: Duration, cap: Duration, longestServerPause: Duration) {
    self.attempts = attempts
    self.base = base
    self.cap = cap
    self.longestServerPause = longestServerPause
  }

  /// Decides after try number `attempt`, counted from one.
  ///
  /// Our own pause is chosen with full jitter: evenly between nothing and a bound that doubles. A server's
  /// pause is kept to, and jitter of at most `base` comes on top, so that its clients do not return all at
  /// once.
  ///
  /// - Parameters:
  ///   - remaining: the time to the deadline; nil if there is none.
  ///   - jitter: a number from 0 to 1, drawn only where there is a pause: it costs a system call.
  package func decision(
    after outcome: Outcome,
    to method: HTTPMethod,
    attempt: Int,
    remaining: Duration?,
    jitter: @autoclosure () -> Double
  ) -> Decision {
    guard method.isIdempotent, attempt < attempts, isPassing(outcome) else { return .settle }
    let pause: Duration
    if case .answered(_, let asked?) = outcome {
      guard asked <= longestServerPause else { return .settle }
      pause = asked + base * jitter()
    } else {
      pause = bound(after: attempt) * jitter()
    }
    if let remaining, pause >= remaining {
      return .outOfTime(pause: pause)
    }
    return .retry(after: pause)
  }

  private func bound(after attempt: Int) -> Duration {
    var bound = base
    for _ in 1..<attempt where bound < cap {
      bound *= 2
    }
    return min(bound, cap)
  }

  private func isPassing(_ outcome: Outcome) -> Bool {
    switch outcome {
    case .answered(let status, _): [429, 502, 503, 504].contains(status)
    case .failed(let reason): reason.isBeforeAnyAnswer
    }
  }
}
