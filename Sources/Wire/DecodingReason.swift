/// The wording of decoding errors: the place and the kind of fault, never the value, which may be secret.
package enum DecodingReason {
  /// Says where in the object the fault is and what it is.
  ///
  /// - Parameter depth: How many steps of the path lead to the object itself.
  package static func words(for error: any Error, droppingFirst depth: Int = 0) -> String {
    guard let error = error as? DecodingError else { return "it cannot be decoded" }
    switch error {
    case .typeMismatch(let type, let context):
      return place(context.codingPath.dropFirst(depth)) + " is not \(word(for: type))"
    case .valueNotFound(_, let context):
      return place(context.codingPath.dropFirst(depth)) + " is null"
    case .keyNotFound(let key, let context):
      return place(context.codingPath.dropFirst(depth) + [key]) + " is missing"
    case .dataCorrupted(let context) where context.codingPath.count <= depth:
      return "it is not valid JSON"
    case .dataCorrupted(let context):
      return place(context.codingPath.dropFirst(depth)) + " has a value of the wrong form"
    @unknown default:
      return "it cannot be decoded"
    }
  }

  /// The path as `kubectl` writes it: `spec.containers[0].name`.
  private static func place(_ path: some Collection<any CodingKey>) -> String {
    let text = path.reduce(into: "") { text, key in
      if let index = key.intValue {
        text += "[\(index)]"
      } else {
        text += text.isEmpty ? key.stringValue : "." + key.stringValue
      }
    }
    return text.isEmpty ? "it" : text
  }

  private static func word(for type: any Any.Type) -> String {
    switch type {
    case is String.Type: "a text"
    case is Bool.Type: "true or false"
    case is any BinaryInteger.Type, is any BinaryFloatingPoint.Type: "a number"
    case is [Any].Type: "a list"
    default: "of the form that is read here"
    }
  }
}
