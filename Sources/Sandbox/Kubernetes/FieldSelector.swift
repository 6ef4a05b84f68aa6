/// A field selector: `metadata.name=x,type!=Opaque`.
///
/// Source: kubernetes.io, "Field Selectors".
struct FieldSelector: Sendable {
  private struct Term: Sendable {
    var path: [String]
    var value: String
    var equal: Bool
  }

  private var terms: [Term] = []

  var isEmpty: Bool { terms.isEmpty }

  /// Reads `text` for a list of `type`.
  ///
  /// - Throws: ``APIError/badRequest(_:)`` for a field that the type does not offer, or for no selector at all.
  init(_ text: String, for type: ResourceType) throws {
    for part in text.split(separator: ",") {
      guard let sign = part.firstIndex(of: "=") else {
        throw APIError.badRequest(
          "unable to find \"field label operator\" in field selector: invalid selector: '\(text)'; can't understand '\(part)'"
        )
      }
      let differs = sign > part.startIndex && part[part.index(before: sign)] == "!"
      let field = String(part[..<(differs ? part.index(before: sign) : sign)])
      var value = part[part.index(after: sign)...]
      if value.first == "=" { value = value.dropFirst() }
      guard type.selectableFields.contains(field) else {
        throw APIError.badRequest("field label not supported: \(field)")
      }
      let path = field.split(separator: ".").map(String.init)
      terms.append(Term(path: path, value: String(value), equal: !differs))
    }
  }

  /// Whether the object has every demanded value; an absent field is the empty string.
  func matches(_ object: StoredObject) -> Bool {
    terms.allSatisfy { (object.json[$0.path]?.string ?? "" == $0.value) == $0.equal }
  }
}
