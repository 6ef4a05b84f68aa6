import Yams

extension YamlError {
  /// What it says and where; nothing of the text but keys is part of it.
  func mistake(in text: String) -> (Mistake.Problem, Place?) {
    switch self {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      let place = Place(mark)
      return (.syntax(text.character(at: place) == "\t" ? "a tab, where YAML wants blanks" : problem), place)
    case .duplicatedKeysInMapping(let names, let context):
      return (.duplicateKeys(names), Place(context.mark))
    case .reader(let problem, let offset, _, let yaml):
      return (.syntax(problem), offset.map { yaml.place(atCharacter: $0) })
    case .memory:
      return (.syntax("it is nested too deeply"), nil)
    case .no, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
      return (.syntax("it cannot be read"), nil)
    }
  }
}

extension String {
  fileprivate func character(at place: Place) -> Unicode.Scalar? {
    let lines = unicodeScalars.split(separator: "\n", maxSplits: place.line, omittingEmptySubsequences: false)
    guard place.line <= lines.count else { return nil }
    return lines[place.line - 1].dropFirst(place.column - 1).first
  }

  fileprivate func place(atCharacter offset: Int) -> Place {
    let before = prefix(offset)
    let lastLine = before.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
    return Place(line: before.count(where: \.isNewline) + 1, column: lastLine.unicodeScalars.count + 1)
  }
}
