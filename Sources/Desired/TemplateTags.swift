/// Walks over the tags of a template to find mistakes that rendering would pass over, or name without a line.
///
/// Mustache renders an unknown variable as nothing, and a partial too.
struct TemplateTags {
  /// The parser's stack must not be exhausted.
  static let deepest = 16

  private var rest: Substring
  private var line = 1
  private var opening = "{{"
  private var closing = "}}"
  private var sections: [(name: String, line: Int)] = []

  private init(_ template: String) {
    rest = template[...]
  }

  /// Checks every tag of `template`.
  static func check(_ template: String) throws(TemplateMistake) {
    var tags = TemplateTags(template)
    while let start = tags.rest.firstRange(of: tags.opening) {
      tags.skip(to: start.upperBound)
      try tags.tag()
    }
    if let open = tags.sections.last { throw TemplateMistake(.unclosedSection(open.name), line: open.line) }
  }

  /// Reads one tag; its opening delimiter is behind.
  private mutating func tag() throws(TemplateMistake) {
    guard let mark = rest.first else { throw TemplateMistake(.unclosedTag, line: line) }
    switch mark {
    case "#", "^":
      rest.removeFirst()
      try open(variable(until: closing))
    case "/":
      rest.removeFirst()
      try close(content(until: closing))
    case "!":
      _ = try content(until: closing)
    case "=":
      rest.removeFirst()
      try setDelimiters(content(until: "=" + closing))
    case "{":
      rest.removeFirst()
      _ = try variable(until: "}" + closing)
    case "&":
      rest.removeFirst()
      _ = try variable(until: closing)
    case ">", "<", "$", "%":
      throw TemplateMistake(.unsupportedTag(String(mark)), line: line)
    case _:
      _ = try variable(until: closing)
    }
  }

  private mutating func open(_ name: String) throws(TemplateMistake) {
    guard sections.count < TemplateTags.deepest else { throw TemplateMistake(.nestedTooDeeply, line: line) }
    sections.append((name, line))
  }

  private mutating func close(_ name: String) throws(TemplateMistake) {
    guard sections.popLast()?.name == name else { throw TemplateMistake(.strayEnd(name), line: line) }
  }

  private mutating func setDelimiters(_ content: String) throws(TemplateMistake) {
    let delimiters = content.split(whereSeparator: \.isWhitespace)
    guard delimiters.count == 2, !content.contains("=") else { throw TemplateMistake(.delimiters, line: line) }
    opening = String(delimiters[0])
    closing = String(delimiters[1])
  }

  private mutating func variable(until end: String) throws(TemplateMistake) -> String {
    let start = line
    let name = try content(until: end)
    guard TemplateVariable(rawValue: name) != nil else {
      throw TemplateMistake(name.contains(where: \.isNewline) ? .unclosedTag : .unknownVariable(name), line: start)
    }
    return name
  }

  /// What stands before `end`, without blanks around it; moves behind `end`.
  private mutating func content(until end: String) throws(TemplateMistake) -> String {
    guard let range = rest.firstRange(of: end) else { throw TemplateMistake(.unclosedTag, line: line) }
    let content = rest[..<range.lowerBound]
    skip(to: range.upperBound)
    let leading = content.drop(while: \.isWhitespace)
    return String(leading.prefix(leading.reversed().drop(while: \.isWhitespace).count))
  }

  private mutating func skip(to index: Substring.Index) {
    line += rest[..<index].count(where: \.isNewline)
    rest = rest[index...]
  }
}
