import Yams

import struct Model.TextPlace

/// Adds, changes and removes fields and elements of a YAML file in the style of their neighbours.
struct YAMLEditor {
  private(set) var splice: YAMLSplice
  private let extent: YAMLExtent
  private var lines: TextLines { splice.lines }

  init(_ lines: TextLines) {
    splice = YAMLSplice(lines)
    extent = YAMLExtent(lines: lines)
  }

  // MARK: Adding

  /// Adds elements at the end of the list `key` of `mapping`, which is made where there is none.
  mutating func append(
    _ drafts: [YAMLDraft],
    toList key: String,
    of mapping: YAMLCursor,
    style: YAMLDraft.Style
  ) throws(YAMLFlaw) {
    guard let list = try mapping.member(key) else {
      return try addField(key, .list(drafts), to: mapping, style: style)
    }
    let elements = try list.elements()
    guard let last = elements.last else {
      return try fill(list, with: .list(drafts), inFlow: extent.isFlow(mapping), style: style)
    }
    if try extent.isFlow(list) {
      let texts = drafts.map(\.flow).joined(separator: ", ")
      if case .scalar = last.node, let range = try extent.inline(last), !range.isEmpty {
        splice.replace(range.upperBound..<range.upperBound, with: ", \(texts)")
      } else {
        let start = try extent.start(list.place) + 1
        splice.replace(start..<start, with: "\(texts), ")
      }
      return
    }
    let column = list.place.column - 1
    let range = try extent.elementLines(last, dashColumn: column)
    var style = style
    if last.place.line - 1 == range.lowerBound, case .mapping = last.node {
      style.dashWidth = max(2, last.place.column - list.place.column)
    }
    // An element belongs to the list above even where it stands no deeper than the next field.
    insert(YAMLDraft.list(drafts).block(style), column: column, depth: 2 * column + 1, afterLine: range.upperBound)
  }

  /// Adds a field at the end of `mapping`, which has some already.
  mutating func addField(
    _ key: String,
    _ draft: YAMLDraft,
    to mapping: YAMLCursor,
    style: YAMLDraft.Style
  ) throws(YAMLFlaw) {
    let fields = try mapping.fields()
    guard let first = fields.first, let last = fields.last, let firstMark = first.key.mark, let lastMark = last.key.mark
    else { throw YAMLFlaw(problem: .editFailed, place: mapping.place) }
    if try extent.isFlow(mapping) {
      let start = try extent.start(mapping.place) + 1
      splice.replace(start..<start, with: "\(YAMLDraft.scalar(key)): \(draft.flow), ")
      return
    }
    let column = firstMark.column - 1
    let end = lines.lastLine(from: lastMark.line - 1, indentedBeyond: column - 1)
    insert(YAMLDraft.mapping([(key, draft)]).block(style), column: column, afterLine: end)
  }

  /// Puts `draft` in the place of a value that is null or an empty pair of brackets.
  mutating func fill(
    _ empty: YAMLCursor,
    with draft: YAMLDraft,
    inFlow: Bool,
    style: YAMLDraft.Style
  ) throws(YAMLFlaw) {
    guard let range = try extent.inline(empty) else { throw YAMLFlaw(problem: .editFailed, place: empty.place) }
    guard let key = empty.keyPlace else {
      guard range.isEmpty else { throw YAMLFlaw(problem: .editFailed, place: empty.place) }
      return addAtEnd(draft.block(style))
    }
    let line = empty.place.line - 1
    let isOnOneLine = range.upperBound <= lines.lines[line].contentEnd
    if inFlow || !isOnOneLine {
      splice.replace(range, with: range.isEmpty ? " \(draft.flow)" : draft.flow)
      return
    }
    var start = range.lowerBound
    while start > lines.lines[line].start, extent.isBlank(lines.bytes[start - 1]) { start -= 1 }
    splice.replace(start..<range.upperBound, with: "")
    let offset =
      switch draft {
      case .list: style.listOffset
      case .mapping, .text, .lines: 2
      }
    insert(draft.block(style), column: key.column - 1 + offset, afterLine: line)
  }

  /// Adds lines at the end of a text that has no document yet.
  mutating func addAtEnd(_ added: [String]) {
    if lines.bytes.isEmpty {
      splice.replace(0..<0, with: added.map { "\($0)\n" }.joined())
    } else {
      let last = lines.lines.count - 1
      splice.insert(added, afterLine: lines.lines[last].start == lines.lines[last].end ? last - 1 : last)
    }
  }

  private mutating func insert(_ added: [String], column: Int, depth: Int? = nil, afterLine line: Int) {
    let padding = String(repeating: " ", count: column)
    splice.insert(added.map { padding + $0 }, afterLine: line, depth: depth ?? 2 * column)
  }

  // MARK: Changing

  /// Writes the scalar field `key` of `mapping`, which is added where there is none.
  mutating func set(_ key: String, of mapping: YAMLCursor, to draft: YAMLDraft) throws(YAMLFlaw) {
    guard let value = try mapping.member(key), let keyPlace = value.keyPlace else {
      return try addField(key, draft, to: mapping, style: YAMLDraft.Style())
    }
    _ = try value.scalar()
    let inFlow = try extent.isFlow(mapping)
    let range =
      if inFlow { try extent.inline(value) } else { try extent.blockScalar(value, keyColumn: keyPlace.column - 1) }
    guard let range else { throw YAMLFlaw(problem: .editFailed, place: value.place) }
    let text = inFlow ? draft.flow : inBlock(draft, column: keyPlace.column - 1, line: value.place.line - 1)
    splice.replace(range, with: range.isEmpty ? " \(text)" : text)
  }

  private func inBlock(_ draft: YAMLDraft, column: Int, line: Int) -> String {
    switch draft {
    case .lines(let texts):
      let padding = String(repeating: " ", count: column + 2)
      return "|" + texts.map { lines.lineBreak(after: line) + padding + $0 }.joined()
    case .text, .list, .mapping: return draft.flow
    }
  }

  // MARK: Removing

  /// Removes the elements of `list` at `indices`; a list that has none left is written `[]`.
  mutating func remove(_ indices: Set<Int>, from list: YAMLCursor) throws(YAMLFlaw) {
    let elements = try list.elements()
    guard !indices.isEmpty else { return }
    if try extent.isFlow(list) { return try removeInFlow(indices, of: elements, from: list) }
    let column = list.place.column - 1
    var removed: Set<Int> = []
    for index in indices { removed.formUnion(try extent.elementLines(elements[index], dashColumn: column)) }
    if indices.count == elements.count {
      guard let key = list.keyPlace else { throw YAMLFlaw(problem: .editFailed, place: list.place) }
      let offset = try extent.afterColon(key)
      splice.replace(offset..<offset, with: " []")
    }
    splice.removeLines(removed)
  }

  private mutating func removeInFlow(
    _ indices: Set<Int>,
    of elements: [YAMLCursor],
    from list: YAMLCursor
  ) throws(YAMLFlaw) {
    var ranges: [Range<Int>] = []
    for element in elements {
      guard let range = try extent.inline(element) else { throw YAMLFlaw(problem: .editFailed, place: element.place) }
      ranges.append(range)
    }
    guard let whole = try extent.inline(list), let end = ranges.last?.upperBound else { return }
    guard let lastKept = elements.indices.last(where: { !indices.contains($0) }) else {
      splice.replace((whole.lowerBound + 1)..<(whole.upperBound - 1), with: "")
      return
    }
    for index in indices where index < lastKept {
      splice.replace(ranges[index].lowerBound..<ranges[index + 1].lowerBound, with: "")
    }
    if lastKept < elements.count - 1 { splice.replace(ranges[lastKept].upperBound..<end, with: "") }
  }
}
