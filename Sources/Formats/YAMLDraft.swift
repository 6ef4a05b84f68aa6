/// What is to be written into a YAML file.
indirect enum YAMLDraft {
  case text(String)
  /// A text of several lines.
  case lines([String])
  case list([YAMLDraft])
  case mapping([(key: String, value: YAMLDraft)])
}

extension YAMLDraft {
  /// How the neighbours are written.
  struct Style {
    /// By how much a list stands further right than its key, 0 or 2 mostly.
    var listOffset = 2
    /// From a dash to what follows it.
    var dashWidth = 2
    /// Whether lists of texts stand in brackets.
    var hasFlowTexts = false
  }

  /// In flow style, on one line.
  var flow: String {
    switch self {
    case .text(let text): YAMLDraft.scalar(text)
    case .lines(let lines): YAMLDraft.quoted(lines.joined(separator: "\n"))
    case .list(let elements): "[\(elements.map(\.flow).joined(separator: ", "))]"
    case .mapping(let fields):
      "{\(fields.map { "\(YAMLDraft.scalar($0.key)): \($0.value.flow)" }.joined(separator: ", "))}"
    }
  }

  /// In block style, as lines that begin in one column; texts are written as in flow style.
  func block(_ style: Style) -> [String] {
    switch self {
    case .text, .lines: [flow]
    case .list(let elements): elements.flatMap { $0.listItem(style) }
    case .mapping(let fields): fields.flatMap { YAMLDraft.field($0.key, $0.value, style) }
    }
  }

  /// As an element of a block list, with its dash.
  func listItem(_ style: Style) -> [String] {
    let dash = "-" + String(repeating: " ", count: style.dashWidth - 1)
    let padding = String(repeating: " ", count: style.dashWidth)
    return block(style).enumerated().map { ($0.offset == 0 ? dash : padding) + $0.element }
  }

  private static func field(_ key: String, _ value: YAMLDraft, _ style: Style) -> [String] {
    let key = scalar(key)
    switch value {
    case .text(let text): return ["\(key): \(scalar(text))"]
    case .lines(let lines): return ["\(key): |"] + lines.map { "  \($0)" }
    case .mapping: return ["\(key):"] + value.block(style).map { "  \($0)" }
    case .list(let elements):
      if elements.isEmpty || style.hasFlowTexts && elements.allSatisfy(\.isText) { return ["\(key): \(value.flow)"] }
      let padding = String(repeating: " ", count: style.listOffset)
      return ["\(key):"] + value.block(style).map { padding + $0 }
    }
  }

  private var isText: Bool {
    switch self {
    case .text: true
    case .lines, .list, .mapping: false
    }
  }

  /// A text as a scalar on one line, plain where no reader could take it for anything else.
  static func scalar(_ text: String) -> String {
    let isPlain =
      text.utf8.allSatisfy(isPlainByte) && text.utf8.first.map(isLetter) == true
      && YAMLValue(plain: text) == .text(text) && !["=", "<<"].contains(text)
    return isPlain ? text : quoted(text)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isPlainByte(_ byte: UInt8) -> Bool {
    isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "_-.@+%/".utf8.contains(byte)
  }

  private static func quoted(_ text: String) -> String {
    var quoted = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case "\n": quoted += "\\n"
      case _ where (0x20..<0x7F).contains(scalar.value): quoted.unicodeScalars.append(scalar)
      case _:
        // Everything beyond ASCII is escaped, as it may be a line break or no character to a reader of YAML.
        let digits = String(scalar.value, radix: 16)
        quoted += "\\U\(String(repeating: "0", count: 8 - digits.count))\(digits)"
      }
    }
    return "\"\(quoted)\""
  }
}
