import Foundation

/// Where the fields of an object stand in its text.
///
/// A class, because the standard library copies a container for each field that is read.
final class JSONFields {
  struct Field {
    let keyStart: Int
    let keyEnd: Int
    let valueStart: Int
  }

  let value: JSONValue
  private(set) var all: [Field] = []
  private var hasEscapedKeys = false

  /// Goes once over the object.
  ///
  /// - Throws: `DecodingError` where the value is no object, or malformed.
  init(of value: JSONValue) throws {
    self.value = value
    let text = value.text
    guard text.bytes[value.start] == JSONBytes.openBrace else { throw try value.mismatch([String: Any].self) }
    var position = try text.skipBlanks(from: value.start + 1)
    if text.bytes[position] == JSONBytes.closeBrace { return }
    all.reserveCapacity(16)
    while true {
      let keyStart = position
      let keyEnd = try text.endOfString(at: keyStart)
      position = try text.skipBlanks(from: keyEnd + 1)
      guard text.bytes[position] == JSONBytes.colon else { throw text.malformed(position) }
      let valueStart = try text.skipBlanks(from: position + 1)
      all.append(Field(keyStart: keyStart, keyEnd: keyEnd, valueStart: valueStart))
      hasEscapedKeys = hasEscapedKeys || text.bytes[keyStart..<keyEnd].contains(JSONBytes.backslash)
      position = try text.skipBlanks(from: text.endOfValue(at: valueStart))
      if text.bytes[position] == JSONBytes.closeBrace { return }
      guard text.bytes[position] == JSONBytes.comma else { throw text.malformed(position) }
      position = try text.skipBlanks(from: position + 1)
    }
  }

  /// Where the value of a field begins; nil if there is no such field.
  func start(of key: some CodingKey) -> Int? {
    var name = key.stringValue
    return name.withUTF8 { start(named: UnsafeRawBufferPointer($0)) }
  }

  /// The value of a field; nil if there is no such field.
  func value(of key: some CodingKey) -> JSONValue? {
    start(of: key).map { JSONValue(text: value.text, start: $0, path: value.path.appending(key)) }
  }

  /// The names of all fields.
  func names() throws -> [String] {
    try all.map { try value.text.string(at: $0.keyStart) }
  }

  private func start(named name: UnsafeRawBufferPointer) -> Int? {
    let bytes = value.text.bytes
    for field in all where field.keyEnd - field.keyStart - 1 == name.count {
      if Self.areEqual(bytes, field.keyStart + 1, name) { return field.valueStart }
    }
    guard hasEscapedKeys else { return nil }
    return all.first { (try? value.text.string(at: $0.keyStart))?.utf8.elementsEqual(name) == true }?.valueStart
  }

  @inline(__always)
  private static func areEqual(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ name: UnsafeRawBufferPointer) -> Bool {
    guard let first = bytes.baseAddress, let other = name.baseAddress else { return name.isEmpty }
    return memcmp(first + start, other, name.count) == 0
  }
}
