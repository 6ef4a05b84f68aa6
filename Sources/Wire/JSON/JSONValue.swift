import Foundation

/// One value of a JSON text, not looked at before somebody asks for it.
///
/// `JSONDecoder` first indexes all of a text and then looks keys up in dictionaries; for objects of which a few fields
/// are wanted, most of its time goes there. This reads the wanted fields straight from the bytes, and leaves what is
/// rare (fractions, escapes) to `JSONDecoder`.
struct JSONValue {
  let text: JSONText
  /// Where its first byte stands.
  let start: Int
  let path: JSONPath

  var isNull: Bool {
    get throws {
      guard text.bytes[start] == UInt8(ascii: "n") else { return false }
      _ = try text.endOfValue(at: start)
      return true
    }
  }

  func bool() throws -> Bool {
    let byte = text.bytes[start]
    guard byte == UInt8(ascii: "t") || byte == UInt8(ascii: "f") else { throw try mismatch(Bool.self) }
    _ = try text.endOfValue(at: start)
    return byte == UInt8(ascii: "t")
  }

  func string() throws -> String {
    guard text.bytes[start] == JSONBytes.quote else { throw try mismatch(String.self) }
    return try text.string(at: start)
  }

  /// Reads a whole number.
  func integer<Value: FixedWidthInteger & Decodable>(_ type: Value.Type) throws -> Value {
    if let number = text.shortInteger(at: start), let value = Value(exactly: number) { return value }
    return try foundation(type)
  }

  /// Reads a number, or anything else that is not worth code of its own.
  func foundation<Value: Decodable>(_ type: Value.Type) throws -> Value {
    let end = try text.endOfValue(at: start)
    guard let value = try? JSONDecoder().decode(type, from: Data(text.bytes[start..<end])) else {
      throw try mismatch(type)
    }
    return value
  }

  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    if let readable = type as? any JSONReadable.Type {
      var reader = JSONReader(text, at: start)
      do {
        if let value = try readable.init(reading: &reader) as? Value { return value }
      } catch { throw path.keys.reversed().reduce(error) { reader.below($1, $0) } }
    }
    if type == [String: String].self, let fields = try texts() as? Value { return fields }
    if type == [String].self, let list = try listOfTexts() as? Value { return list }
    return try Value(from: JSONValueDecoder(value: self))
  }

  /// Reads an object of texts, such as labels, without the detour over containers.
  private func texts() throws -> [String: String] {
    let fields = try JSONFields(of: self)
    var texts: [String: String] = [:]
    texts.reserveCapacity(fields.all.count)
    for field in fields.all {
      let name = try text.string(at: field.keyStart)
      guard text.bytes[field.valueStart] == JSONBytes.quote else {
        throw try JSONValue(text: text, start: field.valueStart, path: path.appending(name)).mismatch(String.self)
      }
      texts[name] = try text.string(at: field.valueStart)
    }
    return texts
  }

  /// Reads an array of texts, such as scopes, without the detour over containers.
  private func listOfTexts() throws -> [String] {
    var elements = try JSONUnkeyedContainer(of: self)
    var texts: [String] = []
    texts.reserveCapacity(elements.count ?? 0)
    while !elements.isAtEnd { texts.append(try elements.decode(String.self)) }
    return texts
  }

  /// The error for a value of another type than the one that is wanted.
  func mismatch(_ type: any Any.Type) throws -> DecodingError {
    let context = DecodingError.Context(codingPath: path.keys, debugDescription: "a value of another type")
    return try isNull ? .valueNotFound(type, context) : .typeMismatch(type, context)
  }
}

extension JSONText {
  /// Reads the string whose first quote stands at `start`.
  func string(at start: Int) throws -> String {
    try stringAndEnd(at: start).string
  }

  /// The same, and the position behind the string.
  func stringAndEnd(at start: Int) throws -> (string: String, end: Int) {
    let end = try endOfString(at: start)
    let content = UnsafeRawBufferPointer(rebasing: bytes[start + 1..<end])
    // Bits of all bytes together, which shows at once that a text is plain ASCII, as nearly all are.
    if content.reduce(0, |) < 0x80, !content.contains(JSONBytes.backslash) {
      return (String(decoding: content, as: UTF8.self), end + 1)
    }
    if content.contains(JSONBytes.backslash) {
      guard let string = try? JSONDecoder().decode(String.self, from: Data(bytes[start...end])) else {
        throw malformed(start)
      }
      return (string, end + 1)
    }
    guard let string = String(validating: content, as: UTF8.self) else { throw malformed(start) }
    return (string, end + 1)
  }
}

extension JSONText {
  /// The most decimal digits that fit into an `Int` whatever they are.
  private static let mostDigits = 18

  /// Reads the number that begins at `start` where it is plain decimal digits, such as an id; nil for any other.
  fileprivate func shortInteger(at start: Int) -> Int? {
    var number = 0
    var position = start
    while position < bytes.count, UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[position] {
      guard position - start < Self.mostDigits else { return nil }
      number = number * 10 + Int(bytes[position] - UInt8(ascii: "0"))
      position += 1
    }
    let isSpelledWell = position == start + 1 || position > start && bytes[start] != UInt8(ascii: "0")
    let isOver = position == bytes.count || !Self.isPartOfNumber(bytes[position])
    return isSpelledWell && isOver ? number : nil
  }
}

/// The way from an item to a value in it; made into coding keys only for errors.
indirect enum JSONPath {
  case root
  case key(JSONPath, any CodingKey)
  case element(JSONPath, Int)

  func appending(_ key: any CodingKey) -> JSONPath { .key(self, key) }
  func appending(_ name: String) -> JSONPath { .key(self, JSONKey(stringValue: name)) }
  func appending(_ index: Int) -> JSONPath { .element(self, index) }

  var keys: [any CodingKey] {
    switch self {
    case .root: []
    case .key(let parent, let key): parent.keys + [key]
    case .element(let parent, let index): parent.keys + [JSONKey(intValue: index)]
    }
  }
}

/// A key that no type names: the name of a field, or the index of an element.
struct JSONKey: CodingKey {
  let stringValue: String
  let intValue: Int?

  init(stringValue: String) {
    self.stringValue = stringValue
    intValue = nil
  }

  init(intValue: Int) {
    stringValue = String(intValue)
    self.intValue = intValue
  }
}
