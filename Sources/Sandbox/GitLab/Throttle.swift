import Foundation

/// The general limit of requests: so many a minute for each token, in windows aligned to the epoch.
struct Throttle: Sendable {
  /// How a caller stands in the running window.
  struct Budget {
    var limit: Int
    var observed: Int
    /// When the window ends.
    var reset: Date
    /// How many seconds that is from now.
    var wait: Int

    /// A budget that is used up and comes again in so many seconds.
    init(endsIn seconds: Int, at now: Date) {
      self.init(limit: 600, observed: 601, reset: now.addingTimeInterval(TimeInterval(seconds)), wait: seconds)
    }

    init(limit: Int, observed: Int, reset: Date, wait: Int) {
      self.limit = limit
      self.observed = observed
      self.reset = reset
      self.wait = wait
    }

    var isOver: Bool { observed > limit }

    /// The headers that say all this.
    var headers: [String: String] {
      [
        "RateLimit-Name": "throttle_authenticated_api", "RateLimit-Limit": String(limit),
        "RateLimit-Observed": String(observed), "RateLimit-Remaining": String(max(limit - observed, 0)),
        "RateLimit-Reset": String(Int(reset.timeIntervalSince1970)),
        "RateLimit-ResetTime": Timestamp.http(reset),
      ]
    }
  }

  private var window = 0
  private var observed: [String: Int] = [:]

  /// Counts a request of `caller`; nil where nothing limits it.
  mutating func count(_ caller: String, limit: Int?, at now: Date) -> Budget? {
    guard let limit else { return nil }
    let seconds = Int(now.timeIntervalSince1970)
    if seconds / 60 != window { (window, observed) = (seconds / 60, [:]) }
    observed[caller, default: 0] += 1
    return Budget(
      limit: limit,
      observed: observed[caller, default: 0],
      reset: Date(timeIntervalSince1970: Double((window + 1) * 60)),
      wait: (window + 1) * 60 - seconds
    )
  }
}

extension SandboxAnswer {
  /// The general throttle's refusal, which is no JSON.
  static func throttled(_ budget: Throttle.Budget) -> SandboxAnswer {
    var answer = SandboxAnswer.text(429, "Retry later\n")
    answer.headers = budget.headers
    answer.headers["Retry-After"] = String(budget.wait)
    return answer
  }
}
