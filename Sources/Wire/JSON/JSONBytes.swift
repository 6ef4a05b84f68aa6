/// Where a scan of JSON text stands in a string, which may go on in the next chunk.
@frozen
package enum StringScan {
  /// The string's closing quote stands here.
  case closed(at: Int)
  /// The text ends within the string; the scan goes on from here once there is more.
  case open(resume: Int)
}

/// Scanning primitives over the bytes of a JSON text (RFC 8259).
///
/// Inlinable, because they are called for each byte of a list.
package enum JSONBytes {
  @inlinable package static var quote: UInt8 { UInt8(ascii: "\"") }
  @inlinable package static var backslash: UInt8 { UInt8(ascii: "\\") }
  @inlinable package static var colon: UInt8 { UInt8(ascii: ":") }
  @inlinable package static var comma: UInt8 { UInt8(ascii: ",") }
  @inlinable package static var openBrace: UInt8 { UInt8(ascii: "{") }
  @inlinable package static var closeBrace: UInt8 { UInt8(ascii: "}") }
  @inlinable package static var openBracket: UInt8 { UInt8(ascii: "[") }
  @inlinable package static var closeBracket: UInt8 { UInt8(ascii: "]") }

  /// Whether the byte may stand between values: blank, line end or tab.
  @inlinable
  package static func isWhitespace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  /// Looks for the quote that ends a string, from `start` on, which must not be in the middle of an escape.
  ///
  /// Eight bytes at a time: a byte of `word ^ pattern` is zero where it equals the pattern, and
  /// `(x - 0x01…) & ~x & 0x80…` is not zero exactly if x has a zero byte.
  @inlinable
  @inline(__always)
  package static func endOfString(in bytes: UnsafeRawBufferPointer, from start: Int) -> StringScan {
    let count = bytes.count
    var position = start
    while position < count {
      while position + 8 <= count {
        let word = bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)
        if hasZeroByte(word ^ quotes) || hasZeroByte(word ^ backslashes) { break }
        position += 8
      }
      while position < count, bytes[position] != quote, bytes[position] != backslash {
        position += 1
      }
      guard position < count else { break }
      if bytes[position] == quote { return .closed(at: position) }
      guard position + 1 < count else { return .open(resume: position) }
      position += 2
    }
    return .open(resume: min(position, count))
  }

  @inlinable static var quotes: UInt64 { 0x2222_2222_2222_2222 }
  @inlinable static var backslashes: UInt64 { 0x5C5C_5C5C_5C5C_5C5C }

  @inlinable
  @inline(__always)
  static func hasZeroByte(_ word: UInt64) -> Bool {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080 != 0
  }
}
