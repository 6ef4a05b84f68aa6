import Foundation

/// An instant as GitLab writes it: RFC 3339 with milliseconds, `2026-11-22T02:00:00.000Z`, or with an offset.
struct Instant: Decodable {
  let date: Date

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let date = Self.date(from: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a timestamp")
    }
    self.date = date
  }

  /// Returns the instant, or nil if the text is not a timestamp.
  static func date(from text: String) -> Date? {
    (try? withFraction.parse(text)) ?? (try? withoutFraction.parse(text))
  }

  private static let withFraction = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
  private static let withoutFraction = Date.ISO8601FormatStyle()
}
