import Foundation
import HTTP

/// How many more requests the server will take, and for how long that holds.
struct RateLimitBudget: Sendable, Equatable {
  let remaining: Int
  let window: Duration

  init(remaining: Int, window: Duration) {
    self.remaining = remaining
    self.window = window
  }

  /// Reads `RateLimit-Remaining` and `RateLimit-Reset`; nil where one of them is missing.
  ///
  /// The reset is a Unix time (GitLab) or a number of seconds (the IETF draft). A time is held against the server's own
  /// `Date`, so that its clock and ours may differ; `now` stands in where it sent none.
  init?(_ headers: HTTPHeaders, now: Date) {
    guard let remaining = headers["RateLimit-Remaining"].flatMap({ Int($0) }),
      let reset = headers["RateLimit-Reset"].flatMap({ Int($0) })
    else { return nil }
    let date = headers["Date"].flatMap { try? Date.HTTPFormatStyle().parse($0) } ?? now
    let isUnixTime = reset > 1_000_000_000
    let seconds = isUnixTime ? Double(reset) - date.timeIntervalSince1970 : Double(reset)
    self.remaining = max(0, remaining)
    // A day says as much as any longer time, and fits every type.
    window = .seconds(min(max(seconds, 0), 86_400))
  }
}
