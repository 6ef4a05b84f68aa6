package import Foundation

/// Reading of RFC 3339 timestamps: `2026-11-22T02:00:00Z` as Kubernetes writes them, with milliseconds or an offset as
/// GitLab does.
///
/// Lists hold tens of thousands of them, and the general formatters take longer for one than its object for the rest.
package enum Timestamp {
  /// Returns the instant, or nil if the text is not a timestamp.
  package static func date(from text: String) -> Date? {
    var text = text
    return text.withUTF8 { date(from: $0) }
  }

  private static func date(from bytes: UnsafeBufferPointer<UInt8>) -> Date? {
    guard bytes.count >= 20, bytes[10] | 0x20 == UInt8(ascii: "t"), bytes[13] == colon, bytes[16] == colon,
      let day = CivilDate(bytes[0..<10]), let hour = bytes[11..<13].decimalNumber,
      let minute = bytes[14..<16].decimalNumber, let second = bytes[17..<19].decimalNumber,
      hour < 24, minute < 60, second <= 60
    else { return nil }
    var rest = bytes[19...]
    guard let fraction = takeFraction(&rest), let offset = offset(rest) else { return nil }
    let seconds = ((day.daysSinceEpoch * 24 + hour) * 60 + minute) * 60 + second - offset
    return Date(timeIntervalSince1970: Double(seconds) + fraction)
  }

  private static let dash = UInt8(ascii: "-")
  private static let colon = UInt8(ascii: ":")

  private static func takeFraction(_ rest: inout Slice<UnsafeBufferPointer<UInt8>>) -> Double? {
    guard rest.first == UInt8(ascii: ".") else { return 0 }
    let digits = rest.dropFirst().prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    guard !digits.isEmpty else { return nil }
    rest = rest[digits.endIndex...]
    return digits.reversed().reduce(0) { ($0 + Double($1 - UInt8(ascii: "0"))) / 10 }
  }

  /// Seconds east of UTC.
  private static func offset(_ rest: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    guard let sign = rest.first else { return nil }
    if sign | 0x20 == UInt8(ascii: "z") { return rest.count == 1 ? 0 : nil }
    let start = rest.startIndex
    guard sign == UInt8(ascii: "+") || sign == dash, rest.count == 6, rest[start + 3] == colon,
      let hours = rest[start + 1..<start + 3].decimalNumber, let minutes = rest[start + 4..<start + 6].decimalNumber,
      hours < 24, minutes < 60
    else { return nil }
    return (sign == dash ? -1 : 1) * (hours * 60 + minutes) * 60
  }
}
