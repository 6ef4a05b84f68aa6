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
  init?(_ headers: HTTPHeaders, now: Date) {
    guard let remaining = headers["RateLimit-Remaining"].flatMap({ Int($0) }),
      let reset = headers["RateLimit-Reset"]
    else { return nil }
    // The reset has two forms, which are read as if the pause were due already.
    let exhausted: HTTPHeaders = [
      "Date": headers["Date"] ?? "", "RateLimit-Remaining": "0", "RateLimit-Reset": reset,
    ]
    guard let window = ServerPause.asked(by: exhausted, now: now) else { return nil }
    self.remaining = max(0, remaining)
    self.window = window
  }
}
