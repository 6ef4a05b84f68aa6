/// The bytes of a JSON text, owned by whoever still reads values of it.
///
/// Of a value only what a type asks for is read and checked: the rest is passed over by its strings and brackets.
///
/// Proof of `@unchecked Sendable`: the bytes are written in `init` alone, and freed when nobody refers to them.
package final class JSONText: @unchecked Sendable {
  package let bytes: UnsafeRawBufferPointer

  /// Copies the bytes.
  package init(_ bytes: some Collection<UInt8>) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 8)
    copy.copyBytes(from: bytes)
    self.bytes = UnsafeRawBufferPointer(copy)
  }

  deinit {
    bytes.deallocate()
  }

  /// Reads the one value that is the whole text.
  ///
  /// - Throws: `DecodingError`; also where the text ends too early, or more than blanks stand behind the value.
  package func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    let start = try skipBlanks(from: 0)
    let end = try endOfValue(at: start)
    if let more = bytes[end...].firstIndex(where: { !JSONBytes.isWhitespace($0) }) { throw malformed(more) }
    return try JSONValue(text: self, start: start, path: .root).decode(type)
  }

  /// Reads the value whose first byte stands at `start`.
  ///
  /// - Throws: `DecodingError`.
  package func decode<Value: Decodable>(_ type: Value.Type, at start: Int) throws -> Value {
    try JSONValue(text: self, start: start, path: .root).decode(type)
  }

  /// The position of the first byte from `position` on that is not blank.
  ///
  /// - Throws: `DecodingError` at the end of the text.
  @inline(__always)
  func skipBlanks(from position: Int) throws -> Int {
    var position = position
    while position < bytes.count, JSONBytes.isWhitespace(bytes[position]) { position += 1 }
    guard position < bytes.count else { throw malformed(position) }
    return position
  }

  /// The position of the quote that ends the string whose first quote stands at `start`.
  @inline(__always)
  func endOfString(at start: Int) throws -> Int {
    guard bytes[start] == JSONBytes.quote,
      case .closed(let end) = JSONBytes.endOfString(in: bytes, from: start + 1)
    else { throw malformed(start) }
    return end
  }

  /// The position behind the value that begins at `start`.
  func endOfValue(at start: Int) throws -> Int {
    switch bytes[start] {
    case JSONBytes.quote: try endOfString(at: start) + 1
    case JSONBytes.openBrace, JSONBytes.openBracket: try endOfNested(at: start)
    case UInt8(ascii: "t"): try endOfLiteral("true", at: start)
    case UInt8(ascii: "f"): try endOfLiteral("false", at: start)
    case UInt8(ascii: "n"): try endOfLiteral("null", at: start)
    default: try endOfNumber(at: start)
    }
  }

  private func endOfNested(at start: Int) throws -> Int {
    var depth = 0
    var position = start
    while position < bytes.count {
      switch bytes[position] {
      case JSONBytes.quote: position = try endOfString(at: position)
      case JSONBytes.openBrace, JSONBytes.openBracket: depth += 1
      case JSONBytes.closeBrace, JSONBytes.closeBracket: depth -= 1
      default: break
      }
      position += 1
      if depth == 0 { return position }
    }
    throw malformed(start)
  }

  private func endOfLiteral(_ literal: StaticString, at start: Int) throws -> Int {
    let end = start + literal.utf8CodeUnitCount
    guard end <= bytes.count,
      bytes[start..<end].elementsEqual(UnsafeBufferPointer(start: literal.utf8Start, count: end - start))
    else { throw malformed(start) }
    return end
  }

  private func endOfNumber(at start: Int) throws -> Int {
    let end = bytes[start...].firstIndex { !Self.isPartOfNumber($0) } ?? bytes.count
    guard end > start else { throw malformed(start) }
    return end
  }

  static func isPartOfNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
      UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    default:
      false
    }
  }

  func malformed(_ position: Int) -> DecodingError {
    .dataCorrupted(.init(codingPath: [], debugDescription: "malformed JSON near byte \(position)"))
  }
}
