// The answers to writes that another write came before, and to writes that ask for what may not be.
extension APIError {
  static func modifiedStatus(_ type: ResourceType, _ name: String) -> JSONValue {
    conflict(
      type.qualifiedPlural,
      name,
      details(type, name),
      "the object has been modified; please apply your changes to the latest version and try again"
    )
  }

  static func otherIdentityStatus(_ type: ResourceType, _ name: String, asked: String, found: String)
    -> JSONValue
  {
    conflict(
      type.qualifiedPlural,
      name,
      details(type, name),
      "Precondition failed: UID in precondition: \(asked), UID in object meta: \(found)"
    )
  }

  static func preconditionStatus(_ type: ResourceType, _ name: String, _ precondition: Precondition)
    -> JSONValue
  {
    let field = precondition.field
    let demanded = precondition.demanded
    let found = precondition.found
    // Namespaces have a storage of their own, whose words differ.
    guard type != .namespaces else {
      let why =
        "Precondition failed: \(field) in precondition: \(demanded), \(field) in object meta: \(found)"
      return conflict(type.plural, name, details(type, name), why)
    }
    let cause = field == "UID" ? "deleted and then recreated" : "modified"
    let why =
      "the \(field) in the precondition (\(demanded)) does not match the \(field) in record (\(found)). "
      + "The object might have been \(cause)"
    return conflict(type.qualifiedKind, name, details(type, name, kind: type.kind), why)
  }

  static func unconditionalStatus(_ type: ResourceType, _ name: String) -> JSONValue {
    invalid(
      type.qualifiedPlural,
      name,
      details(type, name),
      [.invalid("metadata.resourceVersion", "0x0", "must be specified for an update")]
    )
  }

  static func invalidDryRunStatus(options: String, value: String) -> JSONValue {
    let message = "Unsupported value: []string{\"\(value)\"}: supported values: \"All\""
    return invalid(
      "\(options).meta.k8s.io",
      "",
      ["group": "meta.k8s.io", "kind": .string(options)],
      [Cause(reason: "FieldValueNotSupported", message: message, field: "dryRun")]
    )
  }

  static func invalid(_ kind: String, _ name: String, _ details: JSONValue, _ causes: [Cause]) -> JSONValue {
    let faults = causes.map { "\($0.field): \($0.message)" }
    let summary = faults.count == 1 ? faults[0] : "[\(faults.joined(separator: ", "))]"
    var details = details
    details["causes"] = .array(
      causes.map {
        ["reason": .string($0.reason), "message": .string($0.message), "field": .string($0.field)]
      }
    )
    return status(422, "Invalid", "\(kind) \"\(name)\" is invalid: \(summary)", details)
  }

  private static func conflict(_ type: String, _ name: String, _ details: JSONValue, _ why: String)
    -> JSONValue
  {
    status(409, "Conflict", "Operation cannot be fulfilled on \(type) \"\(name)\": \(why)", details)
  }
}
