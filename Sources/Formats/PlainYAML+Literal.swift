extension PlainYAML {
  /// A literal block (`|`).
  enum Literal {
    /// Which of the line breaks at its end belong to it.
    enum Chomping {
      /// One (`|`).
      case clip
      /// None (`|-`).
      case strip
      /// All (`|+`).
      case keep
    }
  }

  /// Passes over `|` and what may follow on its line.
  mutating func literalHeader() throws(Unusual) -> Literal.Chomping {
    position += 1
    var chomping = Literal.Chomping.clip
    if position < lineEnd {
      switch bytes[position] {
      case .dash: chomping = .strip
      case .plus: chomping = .keep
      case _: break
      }
    }
    if chomping != .clip { position += 1 }
    skipSpaces()
    guard isAtLineEnd else { throw Unusual() }
    return chomping
  }

  /// Reads the lines of the literal block under `key`, whose header was passed, and moves behind it.
  ///
  /// - Parameter read: is handed the bytes of each line without its indentation and its line break, and the number of the
  ///   line in the block, counted from 1.
  mutating func literal(
    under key: Key,
    _ read: (Range<Int>, _ number: Int) throws(Unusual) -> Void
  ) throws(Unusual) {
    var indentation: Int?
    var number = 0
    while lineEnd + 1 < bytes.count {
      let start = lineEnd + 1
      let end = bytes[start...].firstIndex(of: .lineBreak) ?? bytes.count
      let text = bytes[start..<end].firstIndex { $0 != .space } ?? end
      let spaces = text - start
      // The first line with a text says how far the block is indented; blanks before it might say something else.
      guard indentation != nil || text < end || spaces == 0 else { throw Unusual() }
      if indentation == nil, text < end {
        guard spaces > key.column else { throw Unusual() }
        indentation = spaces
      }
      if let indentation, text < end, spaces < indentation { break }
      number += 1
      passLine(endingAt: end)
      try read(min(start + (indentation ?? 0), end)..<end, number)
    }
    guard indentation != nil else { throw Unusual() }
    try advance()
  }

  /// The text of the literal block under `key`, whose header was passed.
  mutating func literalText(under key: Key, _ chomping: Literal.Chomping) throws(Unusual) -> String {
    var text: [UInt8] = []
    let whole = bytes
    try literal(under: key) { (line, _) in
      text += whole[line]
      if line.upperBound < whole.count { text.append(.lineBreak) }
    }
    let hasBreak = text.last == .lineBreak
    switch chomping {
    case .keep: break
    case .clip, .strip:
      while text.last == .lineBreak { text.removeLast() }
      if hasBreak, chomping == .clip { text.append(.lineBreak) }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
