/// A `Decoder` over one value of a JSON text.
struct JSONValueDecoder: Decoder {
  let value: JSONValue

  var codingPath: [any CodingKey] { value.path.keys }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(JSONKeyedContainer<Key>(fields: try JSONFields(of: value)))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try JSONUnkeyedContainer(of: value)
  }

  func singleValueContainer() throws -> any SingleValueDecodingContainer {
    JSONSingleContainer(value: value)
  }
}

/// One value that is read as a whole.
struct JSONSingleContainer: SingleValueDecodingContainer {
  let value: JSONValue

  var codingPath: [any CodingKey] { value.path.keys }

  func decodeNil() -> Bool { (try? value.isNull) == true }
  func decode(_ type: Bool.Type) throws -> Bool { try value.bool() }
  func decode(_ type: String.Type) throws -> String { try value.string() }
  func decode(_ type: Double.Type) throws -> Double { try value.foundation(type) }
  func decode(_ type: Float.Type) throws -> Float { try value.foundation(type) }
  func decode(_ type: Int.Type) throws -> Int { try value.integer(type) }
  func decode(_ type: Int8.Type) throws -> Int8 { try value.integer(type) }
  func decode(_ type: Int16.Type) throws -> Int16 { try value.integer(type) }
  func decode(_ type: Int32.Type) throws -> Int32 { try value.integer(type) }
  func decode(_ type: Int64.Type) throws -> Int64 { try value.integer(type) }
  func decode(_ type: UInt.Type) throws -> UInt { try value.integer(type) }
  func decode(_ type: UInt8.Type) throws -> UInt8 { try value.integer(type) }
  func decode(_ type: UInt16.Type) throws -> UInt16 { try value.integer(type) }
  func decode(_ type: UInt32.Type) throws -> UInt32 { try value.integer(type) }
  func decode(_ type: UInt64.Type) throws -> UInt64 { try value.integer(type) }
  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try value.decode(type) }
}
