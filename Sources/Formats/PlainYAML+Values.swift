extension PlainYAML {
  /// What stands under a key.
  enum Value {
    case null
    /// The words of a list in brackets.
    case words([Scalar])
    /// `{}`.
    case emptyMapping
    case scalar(Scalar)
    /// A literal block; its lines are next.
    case literal(Literal.Chomping)
    /// A list or a mapping; its first element or key is next.
    case list, mapping
  }

  /// A scalar on one line.
  struct Scalar {
    fileprivate let text: Range<Int>
    /// Whether it is unquoted.
    fileprivate let isPlain: Bool
  }

  /// What `scalar` says; nil for null.
  func text(of scalar: Scalar) -> String? {
    let text = String(decoding: bytes[scalar.text], as: UTF8.self)
    return scalar.isPlain && YAMLValue(plain: text) == .null ? nil : text
  }

  /// Finds out what stands under `key`, and moves behind it where it is on the line of the key.
  mutating func value(of key: Key) throws(Unusual) -> Value {
    if isAtLineEnd {
      try advance()
      if column >= key.column, isListEntry { return .list }
      return column > key.column ? .mapping : .null
    }
    switch bytes[position] {
    case .bar: return .literal(try literalHeader())
    case .openBracket: return .words(try words())
    case .openBrace:
      guard position + 1 < lineEnd, bytes[position + 1] == .closeBrace else { throw Unusual() }
      try endLine(at: position + 2)
      return .emptyMapping
    case _: return .scalar(try scalar())
    }
  }

  /// The text under `key`; nil for null.
  mutating func scalarText(of key: Key) throws(Unusual) -> String? {
    switch try value(of: key) {
    case .null: nil
    case .scalar(let scalar): text(of: scalar)
    case .literal(let chomping): try literalText(under: key, chomping)
    case .words, .emptyMapping, .list, .mapping: throw Unusual()
    }
  }

  /// Passes over what stands under `key`.
  mutating func skipValue(of key: Key) throws(Unusual) {
    switch try value(of: key) {
    case .null, .words, .emptyMapping, .scalar: break
    case .literal: try literal(under: key) { (_, _) in }
    case .mapping: try skipMapping()
    case .list:
      try list { (yaml) throws(Unusual) in
        if yaml.isKey { try yaml.skipMapping() } else { _ = try yaml.scalar() }
      }
    }
  }

  private mutating func skipMapping() throws(Unusual) {
    try mapping { (key, yaml) throws(Unusual) in try yaml.skipValue(of: key) }
  }

  /// Reads the scalar that is next, and moves to the next line.
  mutating func scalar() throws(Unusual) -> Scalar {
    let first = bytes[position]
    if first == .quote || first == .apostrophe {
      let start = position + 1
      // A doubled apostrophe and an escape mean something else than they are.
      guard let end = bytes[start..<lineEnd].firstIndex(of: first), !bytes[start..<end].contains(.backslash),
        end + 1 == lineEnd || bytes[end + 1] != first
      else { throw Unusual() }
      try endLine(at: end + 1)
      return Scalar(text: start..<end, isPlain: false)
    }
    guard first.beginsPlainScalar else { throw Unusual() }
    let start = position
    var end = position
    while position < lineEnd, !isAtLineEnd {
      let byte = bytes[position]
      position += 1
      if byte != .space { end = position }
      // Behind a colon and a blank, a mapping begins.
      guard byte != .colon || position < lineEnd && bytes[position] != .space else { throw Unusual() }
    }
    try advance()
    return Scalar(text: start..<end, isPlain: true)
  }

  /// `[a, b]`; nothing in it is more than a word.
  private mutating func words() throws(Unusual) -> [Scalar] {
    var words: [Scalar] = []
    repeat {
      position += 1
      skipSpaces()
      let start = position
      while position < lineEnd, bytes[position].isOfWord { position += 1 }
      if start < position {
        guard bytes[start].beginsWord else { throw Unusual() }
        words.append(Scalar(text: start..<position, isPlain: true))
      } else {
        guard words.isEmpty, position < lineEnd, bytes[position] == .closeBracket else { throw Unusual() }
      }
      skipSpaces()
    } while position < lineEnd && bytes[position] == .comma
    guard position < lineEnd, bytes[position] == .closeBracket else { throw Unusual() }
    try endLine(at: position + 1)
    return words
  }

  /// Moves to the next line, where this one says no more from `index` on.
  mutating func endLine(at index: Int) throws(Unusual) {
    position = index
    skipSpaces()
    guard isAtLineEnd else { throw Unusual() }
    try advance()
  }
}
