import Yams

import struct Model.TextPlace

/// How far the nodes of a file reach; the parser only tells where they begin.
struct YAMLExtent {
  let lines: TextLines

  /// The offset at which `cursor` begins.
  ///
  /// - Throws: ``YAMLFlaw`` where it is not in the text, which would be a mistake of ours or of the parser.
  func start(_ place: TextPlace) throws(YAMLFlaw) -> Int {
    guard let offset = lines.offset(of: place) else { throw YAMLFlaw(problem: .editFailed, place: place) }
    return offset
  }

  /// Whether a list or mapping is written in brackets.
  func isFlow(_ cursor: YAMLCursor) throws(YAMLFlaw) -> Bool {
    if case .scalar = cursor.node { return false }
    let offset = try start(cursor.place)
    guard offset < lines.bytes.count else { return false }
    // What has a tag begins with the tag, which hides what comes after it.
    if lines.bytes[offset] == UInt8(ascii: "!") { throw YAMLFlaw(problem: .editFailed, place: cursor.place) }
    return lines.bytes[offset] == UInt8(ascii: "[") || lines.bytes[offset] == UInt8(ascii: "{")
  }

  /// The bytes of a node on one line or in brackets or quotes; nil where its end cannot be told.
  func inline(_ cursor: YAMLCursor) throws(YAMLFlaw) -> Range<Int>? {
    let start = try start(cursor.place)
    guard start < lines.bytes.count else { return start..<start }
    switch lines.bytes[start] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return quotedEnd(from: start).map { start..<$0 }
    case UInt8(ascii: "["), UInt8(ascii: "{"): return bracketEnd(from: start).map { start..<$0 }
    case _: break
    }
    guard case .scalar(let scalar) = cursor.node, scalar.style == .plain,
      lines.bytes[start...].starts(with: scalar.string.utf8)
    else { return nil }
    return start..<(start + scalar.string.utf8.count)
  }

  /// The bytes of the scalar of a field whose key begins in `column`, counted from 0, in a block mapping.
  func blockScalar(_ cursor: YAMLCursor, keyColumn column: Int) throws(YAMLFlaw) -> Range<Int> {
    if let range = try inline(cursor) { return range }
    let last = lines.lastLine(from: cursor.place.line - 1, indentedBeyond: column)
    let range = try start(cursor.place)..<lines.lines[last].contentEnd
    if case .scalar(let scalar) = cursor.node, scalar.style == .plain, lines.bytes[range].contains(UInt8(ascii: "#")) {
      throw YAMLFlaw(problem: .editFailed, place: cursor.place)
    }
    return range
  }

  /// The lines, counted from 0, of an element of a block list whose dashes stand in `column`, counted from 0.
  func elementLines(_ element: YAMLCursor, dashColumn column: Int) throws(YAMLFlaw) -> ClosedRange<Int> {
    let content = element.place.line - 1
    var first = content
    while first >= 0, !(lines.indentation(first) == column && lines.firstByte(first) == UInt8(ascii: "-")) {
      first -= 1
    }
    guard first >= 0 else { throw YAMLFlaw(problem: .editFailed, place: element.place) }
    return first...lines.lastLine(from: content, indentedBeyond: column)
  }

  /// The offset behind the colon of a key.
  func afterColon(_ key: TextPlace) throws(YAMLFlaw) -> Int {
    var offset = try start(key)
    if offset < lines.bytes.count, let end = quotedEnd(from: offset) { offset = end }
    let end = lines.lines[key.line - 1].contentEnd
    while offset < end {
      defer { offset += 1 }
      guard lines.bytes[offset] == UInt8(ascii: ":") else { continue }
      if offset + 1 == end || isBlank(lines.bytes[offset + 1]) { return offset + 1 }
    }
    throw YAMLFlaw(problem: .editFailed, place: key)
  }

  func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  private func isSpace(_ byte: UInt8) -> Bool {
    isBlank(byte) || byte == 0x0A || byte == 0x0D
  }

  /// The offset behind a quoted text that begins at `start`; nil where none does, or where it is not closed.
  private func quotedEnd(from start: Int) -> Int? {
    let quote = lines.bytes[start]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
    var index = start + 1
    while index < lines.bytes.count {
      switch lines.bytes[index] {
      case UInt8(ascii: "\\") where quote == UInt8(ascii: "\""): index += 2
      case quote:
        let isDoubled = quote == UInt8(ascii: "'") && index + 1 < lines.bytes.count && lines.bytes[index + 1] == quote
        guard isDoubled else { return index + 1 }
        index += 2
      case _: index += 1
      }
    }
    return nil
  }

  /// The offset behind the brackets that open at `start`; nil where they are not closed.
  private func bracketEnd(from start: Int) -> Int? {
    var depth = 0
    var index = start
    while index < lines.bytes.count {
      let byte = lines.bytes[index]
      let before = index > 0 ? lines.bytes[index - 1] : UInt8(ascii: " ")
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 { return index + 1 }
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        guard isSpace(before) || "[{,:".utf8.contains(before) else { break }
        guard let end = quotedEnd(from: index) else { return nil }
        index = end
        continue
      case UInt8(ascii: "#") where isSpace(before):
        while index < lines.bytes.count, lines.bytes[index] != 0x0A, lines.bytes[index] != 0x0D { index += 1 }
        continue
      case _: break
      }
      index += 1
    }
    return nil
  }
}
