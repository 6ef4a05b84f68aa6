package import Foundation

/// Time and chance, as a client sees them between its tries.
///
/// A test puts its own in place.
package struct Pacing: Sendable {
  package var now: @Sendable () -> ContinuousClock.Instant
  package var date: @Sendable () -> Date

  /// Waits, and throws when the task is cancelled meanwhile.
  package var pause: @Sendable (Duration) async throws -> Void

  /// A number from 0 to 1.
  package var jitter: @Sendable () -> Double

  /// The clock of the machine and true chance.
  package static let real = Pacing(
    now: { .now },
    date: { Date() },
    pause: { try await Task.sleep(for: $0) },
    jitter: { .random(in: 0...1) }
  )

  /// A pacing of its parts.
  package init(
    now: @escaping @Sendable () -> ContinuousClock.Instant,
    date: @escaping @Sendable () -> Date,
    pause: @escaping @Sendable (Duration) async throws -> Void,
    jitter: @escaping @Sendable () -> Double
  ) {
    self.now = now
    self.date = date
    self.pause = pause
    self.jitter = jitter
  }
}
