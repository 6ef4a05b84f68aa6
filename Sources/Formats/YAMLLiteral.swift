import struct Model.TextPlace

/// A literal block (`|`) in a file, and where its lines stand there.
struct YAMLLiteral {
  let lines: TextLines
  /// The number of its last line that is not blank, counted from 1; 0 where there is none.
  let lastNumber: Int
  /// The line of the `|`, counted from 0.
  private let header: Int
  private let indentation: String

  /// Finds the block that says `text` and whose `|` stands at `location`; `fieldColumn` is that of its key, from 1.
  ///
  /// - Throws: ``YAMLFlaw`` where it is no literal block, or where its lines are not those of the text.
  init(
    of text: String,
    at location: ArgoPolicyFile.Location?,
    in lines: TextLines,
    fieldColumn: Int
  ) throws(YAMLFlaw) {
    guard let location, location.isLiteral, let start = lines.offset(of: location.place),
      lines.bytes.indices.contains(start), lines.bytes[start] == UInt8(ascii: "|")
    else { throw YAMLFlaw(problem: .notLiteral, place: location?.place) }
    let header = location.place.line - 1
    let written = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    let isBlank = written.map { line in line.utf8.allSatisfy { $0 == UInt8(ascii: " ") } }
    self.lines = lines
    self.header = header
    lastNumber = (isBlank.lastIndex(of: false) ?? -1) + 1
    let indent =
      if let first = isBlank.firstIndex(of: false), lines.lines.indices.contains(header + first + 1) {
        lines.content(header + first + 1).utf8.count - written[first].utf8.count
      } else {
        try Self.emptyIndentation(header: lines.bytes[start..<lines.lines[header].contentEnd], column: fieldColumn - 1)
      }
    guard indent > 0 else { throw YAMLFlaw(problem: .notLiteral, place: location.place) }
    indentation = String(repeating: " ", count: indent)
    for number in 1..<(lastNumber + 1) where !isBlank[number - 1] {
      guard lines.lines.indices.contains(header + number),
        lines.content(header + number).utf8.elementsEqual((indentation + written[number - 1]).utf8)
      else { throw YAMLFlaw(problem: .notLiteral, place: TextPlace(line: header + number + 1, column: 1)) }
    }
  }

  /// By how much the lines of an empty block are to be indented.
  private static func emptyIndentation(header: ArraySlice<UInt8>, column: Int) throws(YAMLFlaw) -> Int {
    let digit = header.prefix { $0 != UInt8(ascii: "#") }.first { (UInt8(ascii: "1")...UInt8(ascii: "9")).contains($0) }
    return column + (digit.map { Int($0 - UInt8(ascii: "0")) } ?? 2)
  }

  /// The line of the file, counted from 0, on which line `number` of the block stands; its header for 0.
  func line(_ number: Int) -> Int {
    header + number
  }

  /// `text` as a line of the block.
  ///
  /// - Throws: ``YAMLFlaw`` where it holds a character that cannot stand in a literal block.
  func indented(_ text: String) throws(YAMLFlaw) -> String {
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x20..<0x7F, 0x09, 0xA0...0x2027, 0x202A..<0xD800, 0xE000..<0xFEFF, 0xFF00..<0xFFFE, 0x10000...: break
      case _: throw YAMLFlaw(problem: .unwritable(text), place: nil)
      }
    }
    return indentation + text
  }
}
