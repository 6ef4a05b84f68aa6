import Foundation
import Wire

extension KeyedDecodingContainer {
  /// Decodes an instant as GitLab writes it, `2026-11-22T02:00:00.000Z` or with an offset; nil where it is null or
  /// missing.
  func instant(_ key: Key) throws -> Date? {
    guard let text = try decodeIfPresent(String.self, forKey: key) else { return nil }
    guard let date = Timestamp.date(from: text) else {
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
    guard try !decodeNil(forKey: key) else { return nil }
    let text = try decode(String.self, forKey: key)
    guard let day = CivilDate(text) else {
      throw DecodingError.dataCorruptedError(forKey: key, in: self, debugDescription: "not a date")
    }
    return day
  }
}
