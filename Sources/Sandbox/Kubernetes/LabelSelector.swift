/// A label selector: `app=shop,env in (dev, qa),!legacy`.
///
/// Source: kubernetes.io, "Labels and Selectors", set-based requirements included. `gt` and `lt` are left out.
struct LabelSelector: Sendable {
  private enum Term: Sendable {
    case exists(String)
    case absent(String)
    case among(String, Set<String>)
    case notAmong(String, Set<String>)
  }

  private var terms: [Term] = []

  var isEmpty: Bool { terms.isEmpty }

  /// Reads `text`.
  ///
  /// - Throws: ``APIError/badRequest(_:)`` where it is no selector.
  init(_ text: String) throws {
    terms = try Self.split(text).map { part in
      guard let term = Self.term(part) else {
        throw APIError.badRequest(
          "unable to parse requirement: found '\(part)', expected: a label requirement"
        )
      }
      return term
    }
  }

  /// Whether the object's labels fulfil every requirement.
  ///
  /// An object without the label differs from every value, as in Kubernetes.
  func matches(_ object: StoredObject) -> Bool {
    let labels = object.json[["metadata", "labels"]]?.strings ?? [:]
    return terms.allSatisfy { term in
      switch term {
      case .exists(let key): labels[key] != nil
      case .absent(let key): labels[key] == nil
      case .among(let key, let values): labels[key].map(values.contains) ?? false
      case .notAmong(let key, let values): !(labels[key].map(values.contains) ?? false)
      }
    }
  }

  /// Splits at commas outside parentheses.
  private static func split(_ text: String) -> [String] {
    var parts: [String] = []
    var part = ""
    var isInside = false
    for character in text {
      if character == "(" { isInside = true }
      if character == ")" { isInside = false }
      if character == ",", !isInside {
        parts.append(part)
        part = ""
      } else {
        part.append(character)
      }
    }
    parts.append(part)
    return parts.map { $0.trimming() }.filter { !$0.isEmpty }
  }

  private static func term(_ part: String) -> Term? {
    if let set = setTerm(part) { return set }
    if let range = part.firstRange(of: "!=") {
      return key(part[..<range.lowerBound]).map {
        .notAmong($0, [String(part[range.upperBound...]).trimming()])
      }
    }
    if let sign = part.firstIndex(of: "=") {
      let value = part[part.index(after: sign)...].drop { $0 == "=" }
      return key(part[..<sign]).map { .among($0, [String(value).trimming()]) }
    }
    if part.hasPrefix("!") { return key(part.dropFirst()).map(Term.absent) }
    return key(Substring(part)).map(Term.exists)
  }

  /// `KEY in (a, b)` or `KEY notin (a, b)`.
  private static func setTerm(_ part: String) -> Term? {
    guard let open = part.firstIndex(of: "("), part.hasSuffix(")") else { return nil }
    let words = part[..<open].split(separator: " ")
    guard words.count == 2, let key = key(words[0]) else { return nil }
    let values = Set(
      part[part.index(after: open)...].dropLast().split(separator: ",").map { String($0).trimming() }
    )
    return switch words[1] {
    case "in": .among(key, values)
    case "notin": .notAmong(key, values)
    default: nil
    }
  }

  private static func key(_ text: Substring) -> String? {
    let key = String(text).trimming()
    let isKey = !key.isEmpty && key.allSatisfy { $0.isLetter || $0.isNumber || "-_./".contains($0) }
    return isKey ? key : nil
  }
}

extension String {
  /// The text without blanks at its ends.
  fileprivate func trimming() -> String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
