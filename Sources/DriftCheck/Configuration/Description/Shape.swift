/// What may stand under a key, without the Swift type that it is read into.
indirect enum Shape: Sendable {
  case text(TextShape)
  case list(TextShape)
  case map(key: TextShape, value: TextShape)
  case section([KeyDescription])
  /// A section that stands for a system: without it, the system is not looked at.
  case optionalSection([KeyDescription])
  case sections([KeyDescription])
}

/// What a text must look like.
struct TextShape: Sendable, Hashable {
  /// What it is called in a sentence: `a duration`.
  var noun: String
  /// What to write: `a whole number and one of s, m, h, d`.
  var rule: String
  var example: String
  /// A regular expression for the whole text, in what ECMAScript and Swift share.
  var pattern: String
  /// The greatest number of characters; nil for no limit.
  var maximumLength: Int?
  /// The texts that there are, where they can be listed.
  var choices: [String] = []
  /// Whether the empty text is allowed, which says "none".
  var mayBeEmpty = false
  /// What YAML may take the text for where it is not quoted.
  var scalar = Scalar.text

  /// A type of value in YAML.
  enum Scalar: Sendable, Hashable {
    case text, number, truthValue
  }

  func accepts(_ text: String) -> Bool {
    if text.isEmpty, mayBeEmpty { return true }
    if let maximumLength, text.unicodeScalars.count > maximumLength { return false }
    guard let expression = try? Regex(pattern).matchingSemantics(.unicodeScalar) else { return false }
    return (try? expression.wholeMatch(in: text)) != nil
  }
}
