import Model

extension ArgoPolicyFile {
  /// Applies `edits` to the policy in `file` and leaves every other byte as it is.
  ///
  /// What is added comes first, what is removed second. The result is read again before it is handed out, so it says what
  /// was asked and nothing else.
  /// - Throws: ``Flaw`` where the file cannot be read, where the policy is no literal block, or where a rule cannot stand
  ///   on a line. Edits that are done already are no error.
  package static func applying(_ edits: [ArgoPolicyEdit], to file: String, key: YAMLPath? = nil) throws(Flaw) -> String
  {
    let added = try edited(file, key: key, by: edits.filter { !$0.isRemoval })
    return try edited(added, key: key, by: edits.filter(\.isRemoval))
  }

  private static func edited(_ file: String, key: YAMLPath?, by edits: [ArgoPolicyEdit]) throws(Flaw) -> String {
    if edits.isEmpty { return file }
    let found = try ArgoPolicyFile(parsing: file, key: key)
    var removed: Set<Int> = []
    var added: [(rule: ArgoRbac.Rule, role: String)] = []
    var known: Set<ArgoRbac.Rule> = []
    for edit in edits {
      switch edit {
      case .remove(let rule):
        removed.formUnion(found.policy.lines(of: rule.subject).filter { $0.rule == rule }.map(\.number))
      case .add(let rule, let role):
        if !found.policy.lines(of: role).contains(where: { $0.rule == rule }), known.insert(rule).inserted {
          added.append((rule, role))
        }
      }
    }
    guard !removed.isEmpty || !added.isEmpty else { return file }
    do throws(YAMLFlaw) {
      return try found.splicing(file, removing: removed, adding: added)
    } catch { throw .yaml(error) }
  }

  private func splicing(
    _ file: String,
    removing removed: Set<Int>,
    adding added: [(rule: ArgoRbac.Rule, role: String)]
  ) throws(YAMLFlaw) -> String {
    let literal = try YAMLLiteral(of: text, at: location, in: TextLines(file), fieldColumn: fieldColumn)
    var splice = YAMLSplice(literal.lines)
    for (role, rules) in Self.byRole(added) {
      let neighbour = policy.lines(of: role).map(\.number).max() ?? literal.lastNumber
      var written: [String] = []
      for rule in rules { written.append(try literal.indented(rule.policyLine)) }
      splice.insert(written, afterLine: literal.line(neighbour))
    }
    splice.removeLines(Set(removed.union(leadingBlanks(without: removed)).map(literal.line)))
    guard let edited = splice.applied() else { throw YAMLFlaw(problem: .editFailed, place: location?.place) }
    try prove(edited, of: file, removing: removed, adding: added.map(\.rule))
    return edited
  }

  /// The lines of nothing but blanks that would come first, where they would hide the indentation of the block.
  private func leadingBlanks(without removed: Set<Int>) -> [Int] {
    let contents = Self.contents(of: text)
    let firstKept = contents.indices.first { !contents[$0].isBlank && !removed.contains($0 + 1) } ?? contents.count
    guard contents[..<firstKept].contains(where: { !$0.isBlank }) else { return [] }
    return contents[..<firstKept].indices.filter { contents[$0].isBlank && !contents[$0].isEmpty }.map { $0 + 1 }
  }

  /// The rules by role, in the order in which the roles came first.
  private static func byRole(_ added: [(rule: ArgoRbac.Rule, role: String)]) -> [(role: String, rules: [ArgoRbac.Rule])]
  {
    var order: [String] = []
    var rules: [String: [ArgoRbac.Rule]] = [:]
    for (rule, role) in added {
      if rules[role] == nil { order.append(role) }
      rules[role, default: []].append(rule)
    }
    return order.map { ($0, rules[$0, default: []]) }
  }

  /// - Throws: ``YAMLFlaw`` where `edited` does not say what `file` says with exactly the lines taken away and added.
  private func prove(
    _ edited: String,
    of file: String,
    removing removed: Set<Int>,
    adding added: [ArgoRbac.Rule]
  ) throws(YAMLFlaw) {
    let failure = YAMLFlaw(problem: .editFailed, place: location?.place)
    guard let result = try? ArgoPolicyFile(parsing: edited, key: path) else { throw failure }
    let kept = Self.contents(of: text).enumerated().filter { !removed.contains($0.offset + 1) }.map(\.element)
    let wished = (kept + added.map(\.policyLine)).filter { !$0.isBlank }
    guard result.path == path, Self.contents(of: result.text).filter({ !$0.isBlank }).isSame(as: wished) else {
      throw failure
    }
    let parent = YAMLPath(Array(path.keys.dropLast()))
    let keys = Set(path.keys.suffix(1))
    guard
      try YAMLSurroundings(of: file, without: keys, under: parent)
        == YAMLSurroundings(of: edited, without: keys, under: parent)
    else { throw failure }
  }

  private static func contents(of text: String) -> [String] {
    text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
  }
}

extension String {
  fileprivate var isBlank: Bool { unicodeScalars.allSatisfy { $0 == " " || $0 == "\t" } }
}

extension [String] {
  /// Whether both hold the same, in whatever order; what is new may be anywhere.
  fileprivate func isSame(as others: [String]) -> Bool {
    func counted(_ strings: [String]) -> [[UInt8]: Int] {
      Dictionary(grouping: strings) { [UInt8]($0.utf8) }.mapValues(\.count)
    }
    return counted(self) == counted(others)
  }
}
