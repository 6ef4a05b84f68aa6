extension Mistake {
  /// The mistake as one sentence; no secret that somebody wrote into the file is part of it.
  func message(in file: String) -> String {
    let subject = path.isEmpty ? "" : "\(path.shownAsKey): "
    let location = place.map { " (\(file):\($0.line):\($0.column))" } ?? ""
    return subject + problem.sentence(file: file) + location
  }
}

extension Mistake.Problem {
  fileprivate func sentence(file: String) -> String {
    switch self {
    case .noneFound(let defaultFile):
      "no configuration: --config is not given, DRIFTCHECK_CONFIG is not set and ./\(defaultFile) does not exist; "
        + "begin with a file \(defaultFile) of two lines, `kubernetes: {}` and "
        + "`registry: {host: registry.example.com}`"
    case .noSuchFile(let namedBy):
      "the configuration \(file), named by \(namedBy), does not exist; name another file or create this one"
    case .unreadable(let reason):
      "the configuration \(file) cannot be read: \(reason); name a file that this user may read"
    case .tooLarge(let limit):
      "the configuration \(file) is larger than \(limit) bytes; name another file"
    case .notUTF8:
      "the configuration \(file) is no text in UTF-8; save it as UTF-8 or name another file"
    case .empty:
      "the configuration \(file) is empty; begin with the two lines `kubernetes: {}` and "
        + "`registry: {host: registry.example.com}`"
    case .syntax(let problem):
      "this is not YAML: \(problem)"
    case .duplicateKeys(let names):
      "\(names.map(\.shownAsKey).joined(separator: ", ")) stands here more than once; keep one"
    case .mergeKey:
      "merge keys (<<) are not supported; write the keys out"
    case .unknownKey(let name, let nearest, let known):
      unknownKey(name, nearest, known)
    case .notYetRead(let reason, let isSection):
      "\(reason); remove the \(isSection ? "section" : "key")"
    case .missing(let example):
      "missing; write for instance `\(example)`"
    case .wrongType(let expected, let found):
      "expected \(expected.noun), found \(found.noun)\(found.advice(for: expected))"
    case .unsetVariable(let name):
      "the environment variable \(name) is not set; set it, or write $${ for the text ${"
    case .malformedReference:
      "after ${ comes the name of an environment variable and }, with no default; write ${NAME}, or $${ for the text ${"
    case .invalid(let written, let variables, let shape):
      invalid(written, variables, shape)
    case .contradiction(let contradiction):
      "\(contradiction.problem); write for instance `\(contradiction.advice)`"
    }
  }

  private func unknownKey(_ name: String, _ nearest: String?, _ known: [String]) -> String {
    let list = "known here: \(known.joined(separator: ", "))"
    guard let nearest else { return "unknown key; \(list)" }
    return nearest == name + "File"
      ? "unknown key; write the secret into a file and name that file under \(nearest); \(list)"
      : "unknown key; did you mean \(nearest)? \(list)"
  }

  private func invalid(_ written: String, _ variables: [String], _ shape: TextShape) -> String {
    let origin = variables.isEmpty ? "" : " (with \(variables.joined(separator: ", ")) from the environment)"
    let rule = shape.rule.replacing("`", with: "")
    let nearest = written.nearest(of: shape.choices).map { "; did you mean \($0)?" } ?? ""
    return "\(written.shownAsValue)\(origin) is not \(shape.noun); write \(rule)"
      + (shape.choices.isEmpty ? ", for instance \(shape.example)" : nearest)
  }
}

extension Mistake.Expected {
  fileprivate var noun: String {
    switch self {
    case .text: "a text"
    case .list: "a list"
    case .section: "a section of keys and values"
    case .key: "a key"
    }
  }
}

extension Found {
  fileprivate var noun: String {
    switch self {
    case .text: "a text"
    case .truthValue(let word): "\(word), which YAML reads as true or false"
    case .number: "a number"
    case .nothing: "nothing"
    case .list: "a list"
    case .section: "a section of keys and values"
    case .mergeKey: "a merge key (<<)"
    case .tagged: "a value with a tag"
    }
  }

  fileprivate func advice(for expected: Mistake.Expected) -> String {
    switch expected {
    case .text(let shape): textAdvice(instead: "for instance \(shape.example)")
    case .key: textAdvice(instead: "a key of letters")
    case .list: self == .nothing ? "; write [] or remove the key" : "; write it in brackets, [like, this]"
    case .section: "; write key: value, one a line, with a blank after the colon"
    }
  }

  private func textAdvice(instead: String) -> String {
    switch self {
    case .truthValue(let word): "; write it in quotes: \"\(word)\""
    case .number: "; write it in quotes, or \(instead)"
    case .nothing: "; write \(instead), or remove the key"
    case .tagged: "; leave the tag out"
    case .mergeKey: "; write it in quotes"
    case .text, .list, .section: ""
    }
  }
}
