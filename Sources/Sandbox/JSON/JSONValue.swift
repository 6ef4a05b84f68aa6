/// A JSON document as a value: what a Kubernetes object is before anybody knows its type.
package enum JSONValue: Sendable, Hashable {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])
}

extension JSONValue {
  /// The member named `key`; writing nil takes it out, and writing into what is no object makes it one.
  package subscript(key: String) -> JSONValue? {
    get {
      guard case .object(let members) = self else { return nil }
      return members[key]
    }
    set {
      var members = object ?? [:]
      self = .null  // Drops the second reference, so that the dictionary is changed in place.
      members[key] = newValue
      self = .object(members)
    }
  }

  /// The value at the end of `path`, or nil where a member is absent on the way; writing makes what is absent.
  package subscript(path: [String]) -> JSONValue? {
    get {
      path.reduce(Optional(self)) { $0?[$1] }
    }
    set {
      guard let first = path.first else { return }
      let rest = Array(path.dropFirst())
      guard !rest.isEmpty else {
        self[first] = newValue
        return
      }
      var child = self[first] ?? .object([:])
      child[rest] = newValue
      self[first] = child
    }
  }

  /// The text, if this is a string.
  package var string: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  /// The truth value, if this is one.
  package var bool: Bool? {
    guard case .bool(let value) = self else { return nil }
    return value
  }

  /// The whole number, if this is one.
  package var integer: Int? {
    guard case .integer(let value) = self else { return nil }
    return value
  }

  /// The elements, if this is an array.
  package var array: [JSONValue]? {
    guard case .array(let elements) = self else { return nil }
    return elements
  }

  /// The members, if this is an object.
  package var object: [String: JSONValue]? {
    guard case .object(let members) = self else { return nil }
    return members
  }

  /// The members that are strings, if this is an object: labels, annotations, a secret's data.
  package var strings: [String: String] {
    (object ?? [:]).compactMapValues(\.string)
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  package init(stringLiteral value: String) { self = .string(value) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(integerLiteral value: Int) { self = .integer(value) }
  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }

  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(Dictionary(elements, uniquingKeysWith: { _, last in last }))
  }

  /// Makes an object whose members are all strings.
  package init(_ strings: [String: String]) {
    self = .object(strings.mapValues(JSONValue.string))
  }
}
