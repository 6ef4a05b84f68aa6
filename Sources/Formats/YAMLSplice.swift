/// Changes of a text by the ranges of what is ours; every other byte stays.
struct YAMLSplice {
  let lines: TextLines
  private var changes: [Change] = []

  private struct Change {
    let range: Range<Int>
    let text: String
    /// How deep whole lines stand; nil for a part of a line.
    let depth: Int?
  }

  init(_ lines: TextLines) {
    self.lines = lines
  }

  /// Puts `text` in the place of the bytes in `range`.
  mutating func replace(_ range: Range<Int>, with text: String) {
    changes.append(Change(range: range, text: text, depth: nil))
  }

  /// Adds whole lines after line `index`, counted from 0; a text without a final newline stays without.
  ///
  /// Of what is added after one line the deepest comes first, as it belongs to what stands above.
  mutating func insert(_ added: [String], afterLine index: Int, depth: Int = 0) {
    let lineBreak = lines.lineBreak(after: index)
    let line = lines.lines[index]
    let text =
      line.hasBreak ? added.map { $0 + lineBreak }.joined() : added.map { lineBreak + $0 }.joined()
    changes.append(Change(range: line.end..<line.end, text: text, depth: depth))
  }

  /// Takes whole lines away, counted from 0; a text without a final newline stays without.
  mutating func removeLines(_ indices: Set<Int>) {
    var ranges: [Range<Int>] = []
    for index in indices.sorted() {
      let line = lines.lines[index]
      if let last = ranges.last, last.upperBound == line.start {
        ranges[ranges.count - 1] = last.lowerBound..<line.end
      } else {
        ranges.append(line.start..<line.end)
      }
    }
    for range in ranges {
      let isUnended = indices.contains(lines.lines.count - 1) && range.upperBound == lines.bytes.count
      let before = isUnended ? lines.lines.last { $0.end == range.lowerBound && $0.hasBreak } : nil
      replace((before?.contentEnd ?? range.lowerBound)..<range.upperBound, with: "")
    }
  }

  /// The text with all changes; nil where two of them touch the same bytes.
  ///
  /// What is added at one place stands there in the order of the calls.
  func applied() -> String? {
    var text: [UInt8] = []
    var position = 0
    for change in ordered {
      guard position <= change.range.lowerBound else { return nil }
      text += lines.bytes[position..<change.range.lowerBound]
      text += change.text.utf8
      position = change.range.upperBound
    }
    text += lines.bytes[position...]
    let content = String(decoding: text, as: UTF8.self)
    return lines.hasByteOrderMark ? "\(TextLines.byteOrderMark)\(content)" : content
  }

  /// Whole lines come after what ends the line before them, and before what begins the next.
  private var ordered: [Change] {
    func key(_ change: Change, _ offset: Int) -> (Int, Int, Int, Int) {
      (change.range.lowerBound, change.range.isEmpty ? 0 : 1, change.depth.map { -$0 } ?? .min, offset)
    }
    return changes.enumerated().sorted { key($0.element, $0.offset) < key($1.element, $1.offset) }.map(\.element)
  }
}
