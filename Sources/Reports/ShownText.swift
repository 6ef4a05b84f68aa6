import Drift

/// Text from outside, made safe to be shown to people: on one line, printable and of bounded length.
///
/// Who may create a Project may write anything into it, and what servers answer is foreign too. So whatever could
/// move the cursor, change colours, reorder the line or hide in it is spelled out as a Swift literal spells it.
enum ShownText {
  /// A name, a path or one side of a difference.
  static let valueLimit = 200
  /// A reason, which may end with what a server said.
  static let sentenceLimit = 1_000

  /// A name or a path.
  static func value(_ text: String) -> String {
    escaped(text, limit: valueLimit)
  }

  /// A whole sentence.
  static func sentence(_ text: String) -> String {
    escaped(text, limit: sentenceLimit)
  }

  /// One side of a difference; a text that could be taken for our own words or marks stands in quotes.
  static func side(_ side: FieldDifference.Side) -> String {
    switch side {
    case .absent: "(absent)"
    case .masked: "(secret)"
    case .text(let text): isMistakable(text) ? "\"\(value(text))\"" : value(text)
    }
  }

  private static func isMistakable(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else { return true }
    return first == "(" || first == "\"" || first == " " || last == " " || text.contains("->")
  }

  private static func escaped(_ text: String, limit: Int) -> String {
    if text.utf8.count <= limit, text.utf8.allSatisfy(isPlain) { return text }
    var shown = ""
    var length = 0
    for scalar in text.unicodeScalars {
      let piece = spelled(scalar)
      length += piece.unicodeScalars.count
      guard length <= limit else { return shown + "…" }
      shown += piece
    }
    return shown
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    (0x20..<0x7f).contains(byte) && byte != UInt8(ascii: "\\")
  }

  private static func spelled(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\\": "\\\\"
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    case _ where scalar.isDeceptive: "\\u{\(String(scalar.value, radix: 16))}"
    case _: String(scalar)
    }
  }
}

extension Unicode.Scalar {
  /// Whether it acts on a terminal, cannot be seen, or looks like the blank without being it.
  ///
  /// Unicode's own classes say so: controls, format characters (bidirectional marks and overrides, zero-width ones,
  /// tags), separators, what a renderer may ignore, and what has no agreed look.
  var isDeceptive: Bool {
    if isASCII { return value < 0x20 || value == 0x7f }
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .surrogate, .privateUse,
      .unassigned:
      return true
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
      .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber, .connectorPunctuation,
      .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation,
      .otherPunctuation, .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol:
      return properties.isDefaultIgnorableCodePoint
    @unknown default:
      return true
    }
  }
}
