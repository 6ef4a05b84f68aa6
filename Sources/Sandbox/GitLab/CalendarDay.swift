package import Foundation

/// A day in UTC, as GitLab writes the day on which a token dies.
package struct CalendarDay: Sendable, Hashable, Comparable {
  /// Days since 1 January 1970.
  package var number: Int

  /// The day that `instant` lies in.
  package init(of instant: Date) {
    number = Int((instant.timeIntervalSince1970 / Self.seconds).rounded(.down))
  }

  /// Reads `2027-01-15`, nil for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2], let instant = try? Date(text, strategy: Self.style) else {
      return nil
    }
    self.init(of: instant)
  }

  /// The day so many days later.
  package func adding(days: Int) -> CalendarDay {
    var day = self
    day.number += days
    return day
  }

  /// The instant at which the day begins.
  package var start: Date { Date(timeIntervalSince1970: Double(number) * Self.seconds) }

  /// The day as `2027-01-15`.
  package var text: String { start.formatted(Self.style) }

  package static func < (left: CalendarDay, right: CalendarDay) -> Bool {
    left.number < right.number
  }

  private static let seconds = 86_400.0
  private static var style: Date.ISO8601FormatStyle { .iso8601.year().month().day() }
}
