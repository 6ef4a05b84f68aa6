package import Foundation

/// A day of the Gregorian calendar, in UTC.
package struct Day: Sendable, Hashable, CustomStringConvertible {
  private static let length: TimeInterval = 86400

  /// Its first moment.
  private let start: Date

  /// Reads `2027-03-31`; nil for any other form and for days that do not exist.
  package init?(_ text: String) {
    guard let date = try? Date(text + "T00:00:00Z", strategy: .iso8601) else { return nil }
    start = date
    // The strategy takes the 31st of February for a day in March.
    guard description == text else { return nil }
  }

  /// The first moment after it.
  package var end: Date {
    start.addingTimeInterval(Day.length)
  }

  /// Year, month and day: `2027-03-31`.
  package var description: String {
    start.formatted(.iso8601.year().month().day())
  }
}
