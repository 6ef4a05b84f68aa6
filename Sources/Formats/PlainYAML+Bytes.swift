extension PlainYAML {
  /// Whether `bytes` are a text in UTF-8 whose every character means to YAML nothing else than it seems to.
  ///
  /// Not plain are tabs and other control characters, the line breaks U+0085, U+2028 and U+2029, the byte order mark, and
  /// `&`, of which anchors are made.
  static func hasPlainCharacters(_ bytes: [UInt8]) -> Bool {
    var isASCII = true
    for byte in bytes {
      switch byte {
      case .lineBreak: break
      // The first bytes of U+0080 to U+00BF, of U+2000 to U+2FFF and of U+F000 to U+FFFF.
      case ..<0x20, 0x7F, .ampersand, 0xC2, 0xE2, 0xEF: return false
      case 0x80...: isASCII = false
      case _: break
      }
    }
    return isASCII || String(validating: bytes, as: UTF8.self) != nil
  }
}

extension UInt8 {
  static let lineBreak = UInt8(ascii: "\n")
  static let space = UInt8(ascii: " ")
  static let quote = UInt8(ascii: "\"")
  static let hash = UInt8(ascii: "#")
  static let percent = UInt8(ascii: "%")
  static let ampersand = UInt8(ascii: "&")
  static let apostrophe = UInt8(ascii: "'")
  static let plus = UInt8(ascii: "+")
  static let comma = UInt8(ascii: ",")
  static let dash = UInt8(ascii: "-")
  static let point = UInt8(ascii: ".")
  static let colon = UInt8(ascii: ":")
  static let openBracket = UInt8(ascii: "[")
  static let backslash = UInt8(ascii: "\\")
  static let closeBracket = UInt8(ascii: "]")
  static let openBrace = UInt8(ascii: "{")
  static let bar = UInt8(ascii: "|")
  static let closeBrace = UInt8(ascii: "}")

  /// Whether a key, or a word in brackets, may begin with it: an ASCII letter, a digit or `_`.
  var beginsWord: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    case _: false
    }
  }

  /// Whether it may stand in a key, or in a word in brackets.
  var isOfWord: Bool {
    switch self {
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"): true
    case _: beginsWord
    }
  }

  /// Whether an unquoted scalar may begin with it and mean nothing but itself.
  var beginsPlainScalar: Bool {
    switch self {
    case UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "~"), UInt8(ascii: "+"), UInt8(ascii: "$"),
      UInt8(ascii: "("), UInt8(ascii: "<"), UInt8(ascii: "="), 0x80...:
      true
    case _: beginsWord
    }
  }
}
