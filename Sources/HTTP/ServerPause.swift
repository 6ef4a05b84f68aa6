package import Foundation

/// The pause that a server asks for in its headers.
package enum ServerPause {
  /// Reads `Retry-After`, else `RateLimit-Reset` where `RateLimit-Remaining` is 0; nil if neither is there.
  ///
  /// `Retry-After` is a number of seconds or a date (RFC 9110, section 10.2.3). `RateLimit-Reset` is a number
  /// of seconds (the IETF draft) or a Unix time (GitLab). Dates are held against the server's own `Date`, so
  /// that its clock and ours may differ; `now` stands in where it sent none.
  package static func asked(by headers: HTTPHeaders, now: Date) -> Duration? {
    let now = headers.date ?? now
    if let text = headers["Retry-After"] {
      if let seconds = Int(text), seconds >= 0 {
        return bounded(seconds: Double(seconds))
      }
      if let date = HTTPHeaders.date(from: text) {
        return bounded(seconds: date.timeIntervalSince(now))
      }
    }
    if headers["RateLimit-Remaining"] == "0", let reset = headers["RateLimit-Reset"].flatMap({ Int($0) }) {
      let isUnixTime = reset > 1_000_000_000
      return bounded(seconds: isUnixTime ? Double(reset) - now.timeIntervalSince1970 : Double(reset))
    }
    return nil
  }

  /// A year says as much as any longer time, and fits every type.
  private static func bounded(seconds: Double) -> Duration {
    .seconds(min(max(seconds, 0), 31_536_000))
  }
}
