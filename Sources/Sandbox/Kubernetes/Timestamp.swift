package import Foundation

/// The times that Kubernetes and HTTP write.
package enum Timestamp {
  /// A time as object metadata carries it: RFC 3339, UTC, whole seconds.
  package static func kubernetes(_ date: Date) -> String {
    date.formatted(.iso8601)
  }

  /// A time as GitLab's API carries it: RFC 3339, UTC, milliseconds.
  package static func gitlab(_ date: Date) -> String {
    date.formatted(.iso8601.year().month().day().time(includingFractionalSeconds: true))
      + "Z"
  }

  /// A time as the header `Date` carries it (RFC 9110 section 5.6.7), such as `Sun, 22 Nov 2026 16:25:29 GMT`.
  package static func http(_ date: Date) -> String {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second, .weekday], from: date)
    let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let day = days[(parts.weekday ?? 1) - 1]
    let month = months[(parts.month ?? 1) - 1]
    let time = [parts.hour, parts.minute, parts.second].map { twoDigits($0 ?? 0) }.joined(separator: ":")
    return "\(day), \(twoDigits(parts.day ?? 1)) \(month) \(parts.year ?? 1970) \(time) GMT"
  }

  private static func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : String(number)
  }
}
