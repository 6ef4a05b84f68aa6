/// How a text of a certain look is turned into a value and back.
struct TextType<Value: Sendable>: Sendable {
  var shape: TextShape
  /// Returns nil for what the shape lets through and yet is wrong, such as the 31st of February.
  let parse: @Sendable (String, Surroundings) -> Value?
  let write: @Sendable (Value) -> String

  init(
    _ shape: TextShape,
    parse: @escaping @Sendable (String, Surroundings) -> Value?,
    write: @escaping @Sendable (Value) -> String
  ) {
    self.shape = shape
    self.parse = parse
    self.write = write
  }

  /// The same with the empty text allowed, which is nil.
  var orEmpty: TextType<Value?> {
    var shape = shape
    shape.mayBeEmpty = true
    return TextType<Value?>(
      shape,
      parse: { text, surroundings in
        // Mapped, for a bare nil would be taken for the empty text.
        text.isEmpty ? .some(nil) : parse(text, surroundings).map(Optional.some)
      },
      write: { $0.map(write) ?? "" }
    )
  }
}

extension TextType where Value == String {
  init(_ shape: TextShape, parse: @escaping @Sendable (String, Surroundings) -> String? = { text, _ in text }) {
    self.init(shape, parse: parse, write: { $0 })
  }
}

extension TextType where Value: CaseIterable & RawRepresentable<String> {
  /// One of the words that `Value` has.
  static func choice(_ noun: String) -> TextType {
    let words = Value.allCases.map(\.rawValue)
    let shape = TextShape(
      noun: noun,
      rule: "one of \(words.joined(separator: ", "))",
      example: words.first ?? "",
      pattern: words.joined(separator: "|"),
      choices: words
    )
    return TextType(shape, parse: { text, _ in Value(rawValue: text) }, write: \.rawValue)
  }
}
