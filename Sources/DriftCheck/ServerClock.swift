import Foundation

/// What a server's clock said.
struct ServerClock: Sendable {
  /// The time by the server.
  let time: Date
  /// By how many seconds it was ahead of ours.
  let ahead: TimeInterval

  /// Lays what the server said a moment ago beside our own clock; nil where it said nothing.
  init?(saying time: Date?, at now: Date = Date()) {
    guard let time else { return nil }
    self.time = time
    ahead = time.timeIntervalSince(now)
  }
}
