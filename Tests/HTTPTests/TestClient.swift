import Foundation
import HTTP

/// A client for a test: no proxy, no retries, unless the test says so.
func makeClient(
  pacing: Pacing = .real,
  _ change: (inout HTTPClientConfiguration) -> Void = { _ in }
) throws -> HTTPClient {
  var configuration = HTTPClientConfiguration(userAgent: "driftcheck/test")
  configuration.proxy = .none
  configuration.retry = .none
  change(&configuration)
  return try HTTPClient(configuration, pacing: pacing)
}

/// The error that `work` ends with, or nil if it succeeds.
func failure(of work: () async throws(HTTPError) -> Void) async -> HTTPError? {
  do {
    try await work()
    return nil
  } catch {
    return error
  }
}

extension Pacing {
  /// A clock that stands still but for the pauses, which it notes and does not wait for; no chance.
  static func noting(_ pauses: NotedPauses, jitter: Double = 1) -> Pacing {
    let start = ContinuousClock.now
    return Pacing(
      now: { start + pauses.sum },
      date: { Date(timeIntervalSince1970: 1_800_000_000) },
      pause: { pauses.append($0) },
      jitter: { jitter }
    )
  }
}

/// The pauses that a client made.
final class NotedPauses: @unchecked Sendable {
  // Proof of `@unchecked Sendable`: `pauses` is private and touched only under the lock.
  private let lock = NSLock()
  private var pauses: [Duration] = []

  var all: [Duration] { lock.withLock { pauses } }
  var sum: Duration { all.reduce(.zero, +) }

  func append(_ pause: Duration) {
    lock.withLock { pauses.append(pause) }
  }
}
