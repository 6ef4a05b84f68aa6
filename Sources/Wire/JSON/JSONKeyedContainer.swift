/// The fields of one object, each read when it is asked for.
struct JSONKeyedContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let fields: JSONFields

  private var value: JSONValue { fields.value }
  var codingPath: [any CodingKey] { value.path.keys }
  var allKeys: [Key] { ((try? fields.names()) ?? []).compactMap(Key.init(stringValue:)) }

  func contains(_ key: Key) -> Bool { fields.start(of: key) != nil }
  func decodeNil(forKey key: Key) throws -> Bool { try plain(key) { try $0.isNull } }
  func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try plain(key) { try $0.bool() } }
  func decode(_ type: String.Type, forKey key: Key) throws -> String { try string(key) ?? field(key).string() }
  func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try plain(key) { try $0.foundation(type) } }
  func decode(_ type: Float.Type, forKey key: Key) throws -> Float { try plain(key) { try $0.foundation(type) } }
  func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try plain(key) { try $0.integer(type) } }
  func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { try plain(key) { try $0.integer(type) } }
  func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { try plain(key) { try $0.integer(type) } }
  func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { try plain(key) { try $0.integer(type) } }
  func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try plain(key) { try $0.integer(type) } }
  func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { try plain(key) { try $0.integer(type) } }
  func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { try plain(key) { try $0.integer(type) } }
  func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { try plain(key) { try $0.integer(type) } }
  func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { try plain(key) { try $0.integer(type) } }
  func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { try plain(key) { try $0.integer(type) } }

  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
    try field(key).decode(type)
  }

  func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
    if let string = try string(key) { return string }
    guard let value = fields.value(of: key), try !value.isNull else { return nil }
    return try value.string()
  }

  func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
    guard let value = fields.value(of: key), try !value.isNull else { return nil }
    return try value.decode(type)
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type,
    forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    try JSONValueDecoder(value: field(key)).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try JSONUnkeyedContainer(of: field(key))
  }

  func superDecoder() throws -> any Decoder {
    guard let value = fields.value(of: JSONKey(stringValue: "super")) else {
      throw missing(JSONKey(stringValue: "super"))
    }
    return JSONValueDecoder(value: value)
  }

  func superDecoder(forKey key: Key) throws -> any Decoder { JSONValueDecoder(value: try field(key)) }

  /// The string of a field, read without the path to it; nil where there is no string.
  private func string(_ key: Key) throws -> String? {
    guard let start = fields.start(of: key), value.text.bytes[start] == JSONBytes.quote else { return nil }
    return try value.text.string(at: start)
  }

  /// Reads a field that holds no other values.
  ///
  /// The path to it is for an error alone, and made when it is read once more because of one.
  @inline(__always)
  private func plain<Value>(_ key: Key, _ read: (JSONValue) throws -> Value) throws -> Value {
    guard let start = fields.start(of: key) else { throw missing(key) }
    if let value = try? read(JSONValue(text: value.text, start: start, path: value.path)) { return value }
    return try read(field(key))
  }

  private func field(_ key: Key) throws -> JSONValue {
    guard let value = fields.value(of: key) else { throw missing(key) }
    return value
  }

  private func missing(_ key: any CodingKey) -> DecodingError {
    .keyNotFound(key, DecodingError.Context(codingPath: codingPath, debugDescription: "missing"))
  }
}
