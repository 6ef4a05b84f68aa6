import Yams

import struct Model.TextPlace

/// One document of a YAML text.
struct YAMLDocument {
  let value: YAMLValue
  /// Where its first field stands.
  let place: TextPlace?

  /// All the documents of `text`, empty ones (only comments between two `---`) left out.
  ///
  /// - Throws: ``YAMLFlaw`` at the first thing that is no YAML or that cannot be compared and edited safely.
  static func all(in text: String) throws(YAMLFlaw) -> [YAMLDocument] {
    var documents: [YAMLDocument] = []
    try forEachRoot(in: text) { (root) throws(YAMLFlaw) in
      let value = try YAMLValue(root)
      if value != .null { documents.append(YAMLDocument(value: value, place: TextPlace(root.mark))) }
    }
    return documents
  }

  /// Hands the documents of `text` to `body` one by one, while the parser still knows their anchors.
  ///
  /// - Throws: ``YAMLFlaw`` at the first thing that is no YAML, and what `body` throws.
  static func forEachRoot(in text: String, _ body: (Node) throws(YAMLFlaw) -> Void) throws(YAMLFlaw) {
    try AliasLimit.check(text)
    let hasMark = text.unicodeScalars.first == TextLines.byteOrderMark
    let text = hasMark ? String(text.unicodeScalars.dropFirst()) : text
    do {
      let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
      while let root = try parser.nextRoot() { try body(root) }
    } catch let flaw as YAMLFlaw {
      throw flaw
    } catch let error as YamlError {
      throw YAMLFlaw(error)
    } catch {
      throw YAMLFlaw(.syntax("it cannot be read"), at: nil)
    }
  }
}

extension TextPlace {
  init?(_ mark: Mark?) {
    guard let mark else { return nil }
    self.init(line: mark.line, column: mark.column)
  }
}

extension YAMLFlaw {
  init(_ problem: Problem, at mark: Mark?) {
    self.init(problem: problem, place: TextPlace(mark))
  }

  /// What the parser says; the text itself is no part of it but for keys.
  fileprivate init(_ error: YamlError) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      self.init(.syntax(problem), at: mark)
    case .duplicatedKeysInMapping(let keys, let context):
      self.init(.duplicateKeys(keys), at: context.mark)
    case .reader(let problem, let offset, _, let yaml):
      self.init(problem: .syntax(problem), place: offset.map { TextPlace(of: $0, in: yaml) })
    case .memory:
      self.init(.syntax("it is nested too deeply"), at: nil)
    case .no, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
      self.init(.syntax("it cannot be read"), at: nil)
    }
  }
}

extension TextPlace {
  /// The place of the character number `offset`, counted from 0.
  fileprivate init(of offset: Int, in text: String) {
    let before = text.prefix(offset)
    let lastLine = before.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).last ?? ""
    self.init(line: before.count(where: \.isNewline) + 1, column: lastLine.unicodeScalars.count + 1)
  }
}
