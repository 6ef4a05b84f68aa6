extension TextType where Value == Bool {
  static let truth = TextType(
    TextShape(
      noun: "a truth value",
      rule: "`true` or `false`",
      example: "true",
      pattern: "true|false",
      scalar: .truthValue
    ),
    parse: { text, _ in Bool(text) },
    write: { "\($0)" }
  )
}

extension TextType where Value == Int {
  static let count = TextType(
    TextShape(
      noun: "a number",
      rule: "a whole number, with at most six digits",
      example: "5",
      pattern: "0|[1-9][0-9]{0,5}",
      scalar: .number
    ),
    parse: { text, _ in Int(text) },
    write: { "\($0)" }
  )

  static let percentage = TextType(
    TextShape(
      noun: "a percentage",
      rule: "a whole number from 0 to 100, without sign",
      example: "10",
      pattern: "0|[1-9][0-9]?|100",
      scalar: .number
    ),
    parse: { text, _ in Int(text) },
    write: { "\($0)" }
  )

  static let atLeastOne = TextType(
    TextShape(
      noun: "a number from 1 on",
      rule: "a whole number from 1 on, with at most six digits",
      example: "2",
      pattern: "[1-9][0-9]{0,5}",
      scalar: .number
    ),
    parse: { text, _ in Int(text) },
    write: { "\($0)" }
  )
}
