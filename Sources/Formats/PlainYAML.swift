import struct Model.TextPlace

/// YAML that is written plainly, read in one pass over its bytes and without a tree.
///
/// The files of all Projects are megabytes, of which the parser makes nodes of twenty times their size. Most are made of
/// block mappings and lists, scalars of one line, literal blocks, words in brackets and comments, in one document. That
/// is understood here; all else (anchors, tags, tabs, escapes, folded texts, two documents and so on) is ``Unusual``, and
/// so is whatever is wrong: the parser judges it.
struct PlainYAML {
  /// The text is not written plainly, or says something else than its reader expects.
  struct Unusual: Error {}

  /// A field of a mapping, whose value is next.
  struct Key {
    fileprivate let text: Range<Int>
    /// Counted from 0.
    let column: Int
  }

  /// A mapping this deep is nothing that people write.
  private static let deepest = 32

  let bytes: [UInt8]
  /// The next byte of the line.
  var position = 0
  /// Where the line ends: its line break, or the end of the text.
  private(set) var lineEnd = -1
  /// Counted from 1.
  private(set) var line = 0
  /// Where the next thing stands, counted from 0; -1 behind the last line.
  private(set) var column = -1
  private var depth = 0

  /// Moves to the first line that says something.
  ///
  /// - Throws: ``Unusual`` also where the text is no UTF-8.
  init(_ bytes: [UInt8]) throws(Unusual) {
    guard PlainYAML.hasPlainCharacters(bytes) else { throw Unusual() }
    self.bytes = bytes
    try advance(allowingMarker: true)
  }

  /// Where the next thing stands.
  var place: TextPlace { TextPlace(line: line, column: column + 1) }

  var isAtEnd: Bool { column < 0 }

  func `is`(_ key: Key, _ name: String) -> Bool {
    bytes[key.text].elementsEqual(name.utf8)
  }

  func text(of key: Key) -> String {
    String(decoding: bytes[key.text], as: UTF8.self)
  }

  /// Passes over the next line, which ends at `end`.
  mutating func passLine(endingAt end: Int) {
    line += 1
    lineEnd = end
    position = end
  }

  /// Moves to the next line that is neither blank nor a comment.
  mutating func advance() throws(Unusual) { try advance(allowingMarker: false) }

  private mutating func advance(allowingMarker: Bool) throws(Unusual) {
    repeat {
      guard lineEnd + 1 < bytes.count else {
        position = bytes.count
        lineEnd = position
        column = -1
        return
      }
      let start = lineEnd + 1
      passLine(endingAt: bytes[start...].firstIndex(of: .lineBreak) ?? bytes.count)
      position = start
      skipSpaces()
      column = position - start
    } while isAtLineEnd
    guard column == 0, !isListEntry, [.dash, .point, .percent].contains(bytes[position]) else { return }
    // The mark before the first document says nothing; any other divides documents.
    guard allowingMarker, bytes[position..<lineEnd].elementsEqual("---".utf8) else { throw Unusual() }
    try advance(allowingMarker: false)
  }
}

extension PlainYAML {
  /// Reads the mapping whose first key is next; `field` reads, or passes over, the value of each.
  mutating func mapping(_ field: (Key, inout PlainYAML) throws(Unusual) -> Void) throws(Unusual) {
    let own = column
    guard depth < PlainYAML.deepest else { throw Unusual() }
    depth += 1
    var keys: [Key] = []
    while column == own, !isListEntry {
      let key = try key()
      guard keys.count < 100, !keys.contains(where: { bytes[$0.text] == bytes[key.text] }) else { throw Unusual() }
      keys.append(key)
      try field(key, &self)
      // What stands further right would continue a scalar.
      guard column <= own else { throw Unusual() }
    }
    depth -= 1
  }

  /// Reads the list whose first dash is next; `element` reads, or passes over, each.
  mutating func list(_ element: (inout PlainYAML) throws(Unusual) -> Void) throws(Unusual) {
    let own = column
    guard depth < PlainYAML.deepest else { throw Unusual() }
    depth += 1
    while column == own, isListEntry {
      let dash = position
      position += 1
      skipSpaces()
      guard !isAtLineEnd, !isListEntry else { throw Unusual() }
      column += position - dash
      try element(&self)
      guard column <= own else { throw Unusual() }
    }
    depth -= 1
  }

  /// Whether a dash is next, and behind it an element of a list.
  var isListEntry: Bool {
    position < lineEnd && bytes[position] == .dash && (position + 1 == lineEnd || bytes[position + 1] == .space)
  }

  /// Whether a key is next, and not a scalar.
  var isKey: Bool { keyText != nil }

  private mutating func key() throws(Unusual) -> Key {
    guard let (text, end) = keyText else { throw Unusual() }
    let key = Key(text: text, column: column)
    position = end + 1
    skipSpaces()
    return key
  }

  /// The bytes of the key that is next, without quotes, and where its colon is; nil where something else is next.
  private var keyText: (Range<Int>, colon: Int)? {
    var text = position..<position
    let quote = position < lineEnd && (bytes[position] == .quote || bytes[position] == .apostrophe)
    if quote { text = (position + 1)..<(position + 1) }
    while text.upperBound < lineEnd, bytes[text.upperBound].isOfWord { text = text.lowerBound..<(text.upperBound + 1) }
    var colon = text.upperBound
    if quote {
      guard colon < lineEnd, bytes[colon] == bytes[position] else { return nil }
      colon += 1
    }
    // The parser takes no key that is much longer.
    guard !text.isEmpty, text.count < 500, bytes[text.lowerBound].beginsWord, colon < lineEnd, bytes[colon] == .colon,
      colon + 1 == lineEnd || bytes[colon + 1] == .space
    else { return nil }
    return (text, colon)
  }

  /// Whether the line says no more; a comment says nothing.
  var isAtLineEnd: Bool {
    position == lineEnd
      || bytes[position] == .hash && (position == 0 || [.space, .lineBreak].contains(bytes[position - 1]))
  }

  mutating func skipSpaces() {
    while position < lineEnd, bytes[position] == .space { position += 1 }
  }
}
