import Foundation

/// Reading of instants as GitLab writes them: RFC 3339 with milliseconds, `2026-11-22T02:00:00.000Z`, or with an offset.
enum Instant {
  /// Returns the instant, or nil if the text is not a timestamp.
  static func date(from text: String) -> Date? {
    (try? withFraction.parse(text)) ?? (try? withoutFraction.parse(text))
  }

  private static let withFraction = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
  private static let withoutFraction = Date.ISO8601FormatStyle()
}

extension KeyedDecodingContainer {
  /// Decodes an instant; nil where it is null or missing.
  func instant(_ key: Key) throws -> Date? {
    guard let text = try decodeIfPresent(String.self, forKey: key) else { return nil }
    guard let date = Instant.date(from: text) else {
      throw DecodingError.dataCorruptedError(forKey: key, in: self, debugDescription: "not a timestamp")
    }
    return date
  }

  /// Decodes a day; nil where it is null or missing.
  func dayIfPresent(_ key: Key) throws -> CivilDate? {
    contains(key) ? try day(key) : nil
  }

  /// Decodes a day that must be there; nil where it is null.
  func day(_ key: Key) throws -> CivilDate? {
    guard let text = try decode(String?.self, forKey: key) else { return nil }
    guard let day = CivilDate(text) else {
      throw DecodingError.dataCorruptedError(forKey: key, in: self, debugDescription: "not a date")
    }
    return day
  }
}
