import struct Model.TextPlace

/// A text cut into lines where libyaml cuts it, so that its places can be found again.
///
/// It breaks lines at LF, CRLF, CR, NEL, LS and PS. A byte order mark at the beginning belongs to no line.
struct TextLines {
  /// One line, by offsets into ``bytes``.
  struct Line {
    let start: Int
    /// Where its content ends and its break begins; the last line of a text has no break.
    let contentEnd: Int
    let end: Int

    var hasBreak: Bool { contentEnd < end }
  }

  static let byteOrderMark: Unicode.Scalar = "\u{FEFF}"

  let bytes: [UInt8]
  /// At least one; the last one is empty where the text ends with a break.
  let lines: [Line]
  let hasByteOrderMark: Bool

  init(_ text: String) {
    hasByteOrderMark = text.unicodeScalars.first == TextLines.byteOrderMark
    bytes = Array(hasByteOrderMark ? String(text.unicodeScalars.dropFirst()).utf8 : text.utf8)
    lines = TextLines.cut(bytes)
  }

  private static func cut(_ bytes: [UInt8]) -> [Line] {
    var lines: [Line] = []
    var start = 0
    var index = 0
    while index < bytes.count {
      let width = breakWidth(at: index, in: bytes)
      if width > 0 {
        lines.append(Line(start: start, contentEnd: index, end: index + width))
        start = index + width
      }
      index += max(width, 1)
    }
    lines.append(Line(start: start, contentEnd: bytes.count, end: bytes.count))
    return lines
  }

  /// How many bytes the break at `index` has; 0 where there is none.
  private static func breakWidth(at index: Int, in bytes: [UInt8]) -> Int {
    switch bytes[index] {
    case 0x0A: 1
    case 0x0D: index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1
    case 0xC2: index + 1 < bytes.count && bytes[index + 1] == 0x85 ? 2 : 0
    case 0xE2:
      index + 2 < bytes.count && bytes[index + 1] == 0x80 && (bytes[index + 2] == 0xA8 || bytes[index + 2] == 0xA9)
        ? 3 : 0
    case _: 0
    }
  }
}

extension TextLines {
  /// The offset of `place`; nil where the text does not reach so far.
  func offset(of place: TextPlace) -> Int? {
    guard lines.indices.contains(place.line - 1) else { return nil }
    let line = lines[place.line - 1]
    var offset = line.start
    for _ in 1..<max(place.column, 1) {
      guard offset < line.end else { return nil }
      offset += 1
      while offset < line.end, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
    }
    return offset
  }

  /// The content of line `index`, counted from 0.
  func content(_ index: Int) -> String {
    String(decoding: bytes[lines[index].start..<lines[index].contentEnd], as: UTF8.self)
  }

  /// How many spaces line `index` begins with.
  func indentation(_ index: Int) -> Int {
    bytes[lines[index].start..<lines[index].contentEnd].prefix { $0 == UInt8(ascii: " ") }.count
  }

  /// The first byte of line `index` that is no blank; nil where there is none.
  func firstByte(_ index: Int) -> UInt8? {
    bytes[lines[index].start..<lines[index].contentEnd].first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
  }

  /// Whether line `index` separates documents: `---` or `...`, alone or before a blank.
  func isMarker(_ index: Int) -> Bool {
    let content = bytes[lines[index].start..<lines[index].contentEnd]
    guard content.starts(with: "---".utf8) || content.starts(with: "...".utf8) else { return false }
    return content.dropFirst(3).first.map { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") } ?? true
  }

  /// The break that a line added after line `index` gets: that of its neighbour, else of the text.
  func lineBreak(after index: Int) -> String {
    let line = lines[index].hasBreak ? lines[index] : lines.first { $0.hasBreak }
    return line.map { String(decoding: bytes[$0.contentEnd..<$0.end], as: UTF8.self) } ?? "\n"
  }

  /// The last line of what begins on line `first` and is indented by more than `column`, counted from 0 both.
  ///
  /// Blank lines, and comments that are indented less, belong to what follows.
  func lastLine(from first: Int, indentedBeyond column: Int) -> Int {
    var last = first
    for index in lines.indices.dropFirst(first + 1) {
      guard let byte = firstByte(index) else { continue }
      if isMarker(index) { break }
      if indentation(index) > column {
        last = index
      } else if byte != UInt8(ascii: "#") {
        break
      }
    }
    return last
  }
}
