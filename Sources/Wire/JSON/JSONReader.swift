import Foundation

/// Reads one JSON text from its beginning to its end, each byte once and without containers.
///
/// For what lists hold by the ten thousands: through `Codable` an object takes several times as long. What is not asked
/// for is passed over by its strings and brackets. The errors are those that a decoder of the same fields throws.
package struct JSONReader {
  /// The name of a field whose value is next.
  package struct Name {
    fileprivate let bytes: UnsafeRawBufferPointer
    // The reader keeps it alive for as long as the name is handed out.
    fileprivate unowned(unsafe) let text: JSONText
    fileprivate let start: Int

    /// Whether it is `name`; one that is spelled with escapes too.
    package static func ~= (name: StaticString, field: Name) -> Bool {
      let count = name.utf8CodeUnitCount
      if field.bytes.count == count, let first = field.bytes.baseAddress {
        return memcmp(first, name.utf8Start, count) == 0
      }
      return field.bytes.count > count && field.bytes.contains(JSONBytes.backslash)
        && (try? field.string()) == name.description
    }

    /// The name as a text.
    package func string() throws -> String { try text.string(at: start) }
  }

  let text: JSONText
  var position: Int

  init(_ text: JSONText, at start: Int) {
    self.text = text
    position = start
  }

  /// Hands each field of the object that is next to `read`, which reads its value or leaves it alone.
  ///
  /// - Throws: `DecodingError` where there is no object or it is malformed; what `read` throws, with the way to the field.
  package mutating func fields(_ read: (Name, inout JSONReader) throws -> Void) throws {
    guard text.bytes[position] == JSONBytes.openBrace else { throw try value.mismatch([String: Any].self) }
    position = try text.skipBlanks(from: position + 1)
    if text.bytes[position] == JSONBytes.closeBrace {
      position += 1
      return
    }
    while true {
      let start = position
      let end = try text.endOfString(at: start)
      position = try text.skipBlanks(from: end + 1)
      guard text.bytes[position] == JSONBytes.colon else { throw text.malformed(position) }
      position = try text.skipBlanks(from: position + 1)
      let name = Name(bytes: UnsafeRawBufferPointer(rebasing: text.bytes[start + 1..<end]), text: text, start: start)
      try value(of: name, read)
      position = try text.skipBlanks(from: position)
      let byte = text.bytes[position]
      guard byte == JSONBytes.comma || byte == JSONBytes.closeBrace else { throw text.malformed(position) }
      position += 1
      if byte == JSONBytes.closeBrace { return }
      position = try text.skipBlanks(from: position)
    }
  }

  private mutating func value(of name: Name, _ read: (Name, inout JSONReader) throws -> Void) throws {
    let start = position
    do {
      try read(name, &self)
    } catch {
      throw try below(JSONKey(stringValue: name.string()), error)
    }
    if position == start { position = try text.endOfValue(at: start) }
  }

  /// Hands each element of the array that is next to `read`, which reads it or leaves it alone.
  ///
  /// - Throws: as ``fields(_:)`` does.
  package mutating func elements(_ read: (inout JSONReader) throws -> Void) throws {
    guard text.bytes[position] == JSONBytes.openBracket else { throw try value.mismatch([Any].self) }
    position = try text.skipBlanks(from: position + 1)
    var count = 0
    while count > 0 || text.bytes[position] != JSONBytes.closeBracket {
      let start = position
      do {
        try read(&self)
      } catch {
        throw below(JSONKey(intValue: count), error)
      }
      if position == start { position = try text.endOfValue(at: start) }
      count += 1
      position = try text.skipBlanks(from: position)
      if text.bytes[position] == JSONBytes.closeBracket { break }
      guard text.bytes[position] == JSONBytes.comma else { throw text.malformed(position) }
      position = try text.skipBlanks(from: position + 1)
    }
    position += 1
  }

  var value: JSONValue { JSONValue(text: text, start: position, path: .root) }
}
