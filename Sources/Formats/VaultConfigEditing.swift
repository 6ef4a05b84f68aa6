import Model
import Yams

extension VaultConfig {
  /// Applies `edits` to the file `text` and leaves every byte beside the changed entries as it is.
  ///
  /// What is added comes first, what is removed second. The result is read again before it is handed out, so it says what
  /// was asked and nothing else.
  /// - Throws: ``YAMLFlaw`` where the file cannot be read, where an edit was planned for something else than what stands
  ///   there, or where the file is written in a way that cannot be edited. Edits that are done already are no error.
  package static func applying(
    _ edits: [VaultEdit],
    to text: String,
    key: YAMLPath = standardKey
  ) throws(YAMLFlaw) -> String {
    let removals = edits.filter(\.isRemoval)
    let added = try edited(text, key: key, by: edits.filter { !$0.isRemoval })
    return removals.isEmpty ? added : try edited(added, key: key, by: removals)
  }

  private static func edited(_ text: String, key: YAMLPath, by edits: [VaultEdit]) throws(YAMLFlaw) -> String {
    let config = try VaultConfig(parsing: text, key: key)
    let wished = try config.edited(by: edits)
    if config.saysTheSame(as: wished) { return text }
    let lines = TextLines(text)
    var result: YAMLSplice?
    var documents = 0
    try YAMLDocument.forEachRoot(in: text) { (root) throws(YAMLFlaw) in
      documents += 1
      let cursor = try YAMLCursor(root)
      guard result == nil, try cursor.descendant(key)?.fields().isEmpty == false else { return }
      var writer = VaultConfigWriter(config: config, key: key, lines: lines)
      result = try writer.write(edits, below: cursor)
    }
    if result == nil { result = try created(in: text, lines: lines, key: key, documents: documents, wished: wished) }
    guard let edited = result?.applied() else { throw YAMLFlaw(problem: .editFailed, place: nil) }
    try prove(edited, says: wished, like: text, key: key)
    return edited
  }

  /// Writes what is wished for into a file that has nothing at `key`, in the document that has most of its keys.
  private static func created(
    in text: String,
    lines: TextLines,
    key: YAMLPath,
    documents: Int,
    wished: VaultConfig
  ) throws(YAMLFlaw) -> YAMLSplice {
    var editor = YAMLEditor(lines)
    guard documents > 0 else {
      editor.addAtEnd(VaultConfigWriter.draft(of: wished, under: key.keys[...]).block(YAMLDraft.Style()))
      return editor.splice
    }
    var depth = -1
    try YAMLDocument.forEachRoot(in: text) { (root) throws(YAMLFlaw) in
      let place = try EmptyPlace(in: YAMLCursor(root), along: key, extent: YAMLExtent(lines: lines))
      guard place.depth > depth else { return }
      depth = place.depth
      editor = YAMLEditor(lines)
      try place.write(wished, along: key, with: &editor)
    }
    return editor.splice
  }

  /// - Throws: ``YAMLFlaw`` where `edited` does not say `wished`, or says something else beside it than `text` does.
  private static func prove(
    _ edited: String,
    says wished: VaultConfig,
    like text: String,
    key: YAMLPath
  ) throws(YAMLFlaw) {
    let keys: Set = ["policies", "groups", "group-aliases"]
    guard let result = try? VaultConfig(parsing: edited, key: key), result.saysTheSame(as: wished),
      try YAMLSurroundings(of: edited, without: keys, under: key)
        == YAMLSurroundings(of: text, without: keys, under: key)
    else { throw YAMLFlaw(problem: .editFailed, place: nil) }
  }
}

/// How far a document has the keys of a path, and what is there.
private struct EmptyPlace {
  /// How many of the keys it has.
  let depth: Int
  private let cursor: YAMLCursor
  private let isInFlow: Bool

  init(in root: YAMLCursor, along path: YAMLPath, extent: YAMLExtent) throws(YAMLFlaw) {
    var depth = 0
    var cursor = root
    var isInFlow = false
    for key in path.keys {
      guard let next = try cursor.member(key) else { break }
      isInFlow = try extent.isFlow(cursor)
      cursor = next
      depth += 1
    }
    self.depth = depth
    self.cursor = cursor
    self.isInFlow = isInFlow
  }

  func write(_ config: VaultConfig, along path: YAMLPath, with editor: inout YAMLEditor) throws(YAMLFlaw) {
    let rest = path.keys.dropFirst(depth)
    if try cursor.fields().isEmpty {
      let draft = VaultConfigWriter.draft(of: config, under: rest)
      try editor.fill(cursor, with: draft, inFlow: isInFlow, style: YAMLDraft.Style())
    } else if let first = rest.first {
      let draft = VaultConfigWriter.draft(of: config, under: rest.dropFirst())
      try editor.addField(first, draft, to: cursor, style: YAMLDraft.Style())
    }
  }
}
