package import Foundation

/// A day of the Gregorian calendar, without a time of day: `2026-11-22`.
///
/// GitLab's expiry dates are such days, and mean 00:00 UTC at which the day begins.
package struct CivilDate: Sendable, Hashable {
  package let year: Int
  package let month: Int
  package let day: Int

  /// A day, or nil if the calendar has none of that year (1 to 9999), month and day.
  package init?(year: Int, month: Int, day: Int) {
    guard 1...9999 ~= year, 1...12 ~= month, 1...Self.days(in: month, of: year) ~= day else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// Reads `YYYY-MM-DD` and nothing else (RFC 3339, full-date).
  package init?(_ text: String) {
    var text = text
    guard let day = text.withUTF8({ bytes in CivilDate(bytes[...]) }) else { return nil }
    self = day
  }

  /// Reads the bytes of `YYYY-MM-DD` and nothing else.
  init?(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
    let start = bytes.startIndex
    let dash = UInt8(ascii: "-")
    guard bytes.count == 10, bytes[start + 4] == dash, bytes[start + 7] == dash,
      let year = bytes[start..<start + 4].decimalNumber,
      let month = bytes[start + 5..<start + 7].decimalNumber,
      let day = bytes[start + 8..<start + 10].decimalNumber
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// The day that it is in UTC at an instant; nil outside of the years 1 to 9999.
  package init?(containing instant: Date) {
    let days = (instant.timeIntervalSince1970 / 86_400).rounded(.down)
    guard -800_000...3_000_000 ~= days else { return nil }
    // Howard Hinnant's `civil_from_days`: years begin in March, in eras of 400 years.
    let shifted = Int(days) + 719_468
    guard shifted >= 0 else { return nil }
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    self.init(
      year: yearOfEra + shifted / 146_097 * 400 + (month >= 10 ? 1 : 0),
      month: month + (month < 10 ? 3 : -9),
      day: dayOfYear - (153 * month + 2) / 5 + 1
    )
  }

  /// The instant at which the day begins in UTC.
  package var startInUTC: Date {
    Date(timeIntervalSince1970: Double(daysSinceEpoch) * 86_400)
  }

  /// How many days it comes after 1970-01-01.
  var daysSinceEpoch: Int {
    // The reverse, Howard Hinnant's `days_from_civil`.
    let shifted = month <= 2 ? year - 1 : year
    let yearOfEra = shifted % 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return shifted / 400 * 146_097 + dayOfEra - 719_468
  }

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension Slice<UnsafeBufferPointer<UInt8>> {
  /// The number that these few decimal digits spell; nil where one of them is none.
  var decimalNumber: Int? {
    var value = 0
    for digit in self {
      guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= digit else { return nil }
      value = value * 10 + Int(digit - UInt8(ascii: "0"))
    }
    return value
  }
}

extension CivilDate: Comparable {
  package static func < (left: CivilDate, right: CivilDate) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}

extension CivilDate: CustomStringConvertible {
  /// The day as `YYYY-MM-DD`.
  package var description: String {
    [(year, 4), (month, 2), (day, 2)]
      .map { number, width in String(repeating: "0", count: max(0, width - String(number).count)) + String(number) }
      .joined(separator: "-")
  }
}
