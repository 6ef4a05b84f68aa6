extension JSONReader {
  /// A value of the right type that says nothing usable; it becomes an error with the way to it.
  struct Unusable: Error {
    let words: String
  }

  /// What a field held.
  ///
  /// - Throws: `DecodingError` where there was no such field, or nothing but `null` in it.
  @inlinable
  package static func required<Value>(_ value: Value?, _ name: String) throws -> Value {
    guard let value else { throw missing(name) }
    return value
  }

  @usableFromInline
  static func missing(_ name: String) -> DecodingError {
    .keyNotFound(JSONKey(stringValue: name), DecodingError.Context(codingPath: [], debugDescription: "missing"))
  }

  /// `error`, which was met in the value of `key`.
  func below(_ key: any CodingKey, _ error: any Error) -> any Error {
    switch error {
    case let unusable as Unusable:
      DecodingError.dataCorrupted(.init(codingPath: [key], debugDescription: unusable.words))
    case DecodingError.typeMismatch(let type, let context): DecodingError.typeMismatch(type, context.below(key))
    case DecodingError.valueNotFound(let type, let context): DecodingError.valueNotFound(type, context.below(key))
    case DecodingError.keyNotFound(let missing, let context): DecodingError.keyNotFound(missing, context.below(key))
    // Malformed JSON is nobody's field.
    case DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty:
      DecodingError.dataCorrupted(context.below(key))
    case _: error
    }
  }
}

extension DecodingError.Context {
  fileprivate func below(_ key: any CodingKey) -> DecodingError.Context {
    DecodingError.Context(codingPath: [key] + codingPath, debugDescription: debugDescription)
  }
}
