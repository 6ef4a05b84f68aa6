package import Foundation

extension JSONReader {
  /// Whether `null` is next, which is passed over.
  package mutating func takeNull() throws -> Bool {
    guard try value.isNull else { return false }
    position += 4
    return true
  }

  /// Reads the text that is next.
  package mutating func string() throws -> String {
    guard text.bytes[position] == JSONBytes.quote else { throw try value.mismatch(String.self) }
    let (string, end) = try text.stringAndEnd(at: position)
    position = end
    return string
  }

  /// Reads the text that is next; nil for `null`.
  package mutating func stringOrNull() throws -> String? {
    try takeNull() ? nil : try string()
  }

  /// Reads `true` or `false`, whichever is next.
  package mutating func bool() throws -> Bool {
    try take { try $0.bool() }
  }

  /// Reads the whole number that is next.
  package mutating func integer() throws -> Int {
    try take { try $0.integer(Int.self) }
  }

  /// Reads an object of texts, such as labels.
  package mutating func texts() throws -> [String: String] {
    var texts: [String: String] = [:]
    try fields { name, value in texts[try name.string()] = try value.string() }
    return texts
  }

  /// Reads a list of texts, such as scopes.
  package mutating func listOfTexts() throws -> [String] {
    var texts: [String] = []
    try elements { texts.append(try $0.string()) }
    return texts
  }

  /// Reads whatever is next, through `Codable` where its type knows no other way.
  package mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try take { try $0.decode(type) }
  }

  private mutating func take<Value>(_ read: (JSONValue) throws -> Value) throws -> Value {
    let value = try read(value)
    position = try text.endOfValue(at: position)
    return value
  }

  /// Reads the text that is next; nil, and nothing is read, where something else is.
  package mutating func stringIfAny() throws -> String? {
    text.bytes[position] == JSONBytes.quote ? try string() : nil
  }

  /// Reads an instant, `2026-11-22T02:00:00Z`, or with milliseconds or an offset; nil for `null`.
  package mutating func instantOrNull() throws -> Date? {
    guard let text = try stringOrNull() else { return nil }
    guard let date = Timestamp.date(from: text) else { throw Unusable(words: "not a timestamp") }
    return date
  }

  /// Reads a day, `2026-11-22`; nil for `null`.
  package mutating func dayOrNull() throws -> CivilDate? {
    guard let text = try stringOrNull() else { return nil }
    guard let day = CivilDate(text) else { throw Unusable(words: "not a date") }
    return day
  }
}
