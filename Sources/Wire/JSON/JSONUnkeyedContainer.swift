/// The elements of one array, each read when it is asked for.
struct JSONUnkeyedContainer: UnkeyedDecodingContainer {
  private let value: JSONValue
  private let starts: [Int]
  private(set) var currentIndex = 0

  /// Goes once over the array.
  ///
  /// - Throws: `DecodingError` where the value is no array, or malformed.
  init(of value: JSONValue) throws {
    self.value = value
    let text = value.text
    guard text.bytes[value.start] == JSONBytes.openBracket else { throw try value.mismatch([Any].self) }
    var starts: [Int] = []
    var position = try text.skipBlanks(from: value.start + 1)
    while text.bytes[position] != JSONBytes.closeBracket || !starts.isEmpty {
      starts.append(position)
      position = try text.skipBlanks(from: text.endOfValue(at: position))
      if text.bytes[position] == JSONBytes.closeBracket { break }
      guard text.bytes[position] == JSONBytes.comma else { throw text.malformed(position) }
      position = try text.skipBlanks(from: position + 1)
    }
    self.starts = starts
  }

  var codingPath: [any CodingKey] { value.path.keys }
  var count: Int? { starts.count }
  var isAtEnd: Bool { currentIndex == starts.count }

  mutating func decodeNil() throws -> Bool {
    guard try current(Never?.self).isNull else { return false }
    currentIndex += 1
    return true
  }

  mutating func decode(_ type: Bool.Type) throws -> Bool { try take(type) { try $0.bool() } }
  mutating func decode(_ type: String.Type) throws -> String { try take(type) { try $0.string() } }
  mutating func decode(_ type: Double.Type) throws -> Double { try take(type) { try $0.foundation(type) } }
  mutating func decode(_ type: Float.Type) throws -> Float { try take(type) { try $0.foundation(type) } }
  mutating func decode(_ type: Int.Type) throws -> Int { try take(type) { try $0.integer(type) } }
  mutating func decode(_ type: Int8.Type) throws -> Int8 { try take(type) { try $0.integer(type) } }
  mutating func decode(_ type: Int16.Type) throws -> Int16 { try take(type) { try $0.integer(type) } }
  mutating func decode(_ type: Int32.Type) throws -> Int32 { try take(type) { try $0.integer(type) } }
  mutating func decode(_ type: Int64.Type) throws -> Int64 { try take(type) { try $0.integer(type) } }
  mutating func decode(_ type: UInt.Type) throws -> UInt { try take(type) { try $0.integer(type) } }
  mutating func decode(_ type: UInt8.Type) throws -> UInt8 { try take(type) { try $0.integer(type) } }
  mutating func decode(_ type: UInt16.Type) throws -> UInt16 { try take(type) { try $0.integer(type) } }
  mutating func decode(_ type: UInt32.Type) throws -> UInt32 { try take(type) { try $0.integer(type) } }
  mutating func decode(_ type: UInt64.Type) throws -> UInt64 { try take(type) { try $0.integer(type) } }

  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try take(type) { try $0.decode(type) }
  }

  mutating func nestedContainer<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    try take(type) { try JSONValueDecoder(value: $0).container(keyedBy: type) }
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try take([Any].self) { try JSONUnkeyedContainer(of: $0) }
  }

  mutating func superDecoder() throws -> any Decoder {
    try take((any Decoder).self) { JSONValueDecoder(value: $0) }
  }

  private func current(_ type: any Any.Type) throws -> JSONValue {
    guard !isAtEnd else {
      let context = DecodingError.Context(codingPath: codingPath, debugDescription: "the array is at its end")
      throw DecodingError.valueNotFound(type, context)
    }
    return JSONValue(text: value.text, start: starts[currentIndex], path: value.path.appending(currentIndex))
  }

  /// An element that cannot be read stays the current one, as with `JSONDecoder`.
  private mutating func take<Value>(_ type: any Any.Type, _ read: (JSONValue) throws -> Value) throws -> Value {
    let value = try read(current(type))
    currentIndex += 1
    return value
  }
}
