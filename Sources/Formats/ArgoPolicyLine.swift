package import Model

extension ArgoRbac.Rule {
  /// The line that means it, without line end: `p, role:shop-dev, applications, get, shop-dev/*, allow`.
  ///
  /// A field is quoted only where it would be read as something else otherwise.
  package var policyLine: String {
    fields.map(ArgoRbac.Rule.quoted).joined(separator: ", ")
  }

  private var fields: [String] {
    switch self {
    case .permission(let subject, let resource, let action, let object, let effect):
      ["p", subject, resource, action, object, effect]
    case .grant(let member, let role):
      ["g", member, role]
    }
  }

  private static func quoted(_ field: String) -> String {
    let scalars = field.unicodeScalars
    let isPlain =
      !scalars.contains(",") && !scalars.contains("\"") && scalars.first?.properties.isWhitespace != true
      && scalars.last?.properties.isWhitespace != true
    guard !isPlain else { return field }
    // By scalars, as a quote with a combining mark behind it is no quote to Character.
    let doubled = scalars.flatMap { $0 == "\"" ? [$0, $0] : [$0] }
    return "\"\(String(String.UnicodeScalarView(doubled)))\""
  }

  /// Reads one line; nil where it says nothing.
  init?(reading line: Substring.UnicodeScalarView) throws(ArgoPolicy.Flaw.Problem) {
    let text = line.trimmingWhitespace
    guard let first = text.first, first != "#" else { return nil }
    let fields = try PolicyFields.all(in: text)
    switch (fields.first, fields.count) {
    case ("p", 6):
      self = .permission(
        subject: fields[1],
        resource: fields[2],
        action: fields[3],
        object: fields[4],
        effect: fields[5]
      )
    case ("g", 3...):
      // Casbin passes over what follows the role (`model/assertion.go`, `buildRoleLinks`), so it grants all the same.
      self = .grant(member: fields[1], role: fields[2])
    case ("p", let count), ("g", let count):
      throw .fieldCount(type: fields[0], count: count - 1)
    case (let type, _):
      throw .unknownType(type ?? "")
    }
  }
}

/// The fields of one line, as Go's `encoding/csv` reads them with `TrimLeadingSpace`.
private struct PolicyFields {
  private var rest: Substring.UnicodeScalarView

  static func all(in line: Substring.UnicodeScalarView) throws(ArgoPolicy.Flaw.Problem) -> [String] {
    var reader = PolicyFields(rest: line)
    var fields = [try reader.field()]
    while reader.accept(",") { fields.append(try reader.field()) }
    return fields
  }

  private mutating func field() throws(ArgoPolicy.Flaw.Problem) -> String {
    rest = rest.drop { $0.properties.isWhitespace }
    return accept("\"") ? try quotedField() : try plainField()
  }

  private mutating func plainField() throws(ArgoPolicy.Flaw.Problem) -> String {
    let field = rest.prefix { $0 != "," }
    guard !field.contains("\"") else { throw .strayQuote }
    rest = rest[field.endIndex...]
    return String(field)
  }

  private mutating func quotedField() throws(ArgoPolicy.Flaw.Problem) -> String {
    var field = String.UnicodeScalarView()
    while let quote = rest.firstIndex(of: "\"") {
      field += rest[..<quote]
      rest = rest[rest.index(after: quote)...]
      guard accept("\"") else {
        guard rest.isEmpty || rest.first == "," else { throw .strayQuote }
        return String(field)
      }
      field.append("\"")
    }
    throw .unclosedQuote
  }

  private mutating func accept(_ mark: Unicode.Scalar) -> Bool {
    guard rest.first == mark else { return false }
    rest.removeFirst()
    return true
  }
}

extension Substring.UnicodeScalarView {
  fileprivate var trimmingWhitespace: Substring.UnicodeScalarView {
    var trimmed = drop { $0.properties.isWhitespace }
    while trimmed.last?.properties.isWhitespace == true { trimmed.removeLast() }
    return trimmed
  }
}
