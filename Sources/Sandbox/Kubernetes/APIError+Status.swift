extension APIError {
  /// The `Status` object that the server answers with, worded as kube-apiserver 1.20 words it; nil for the
  /// plain text page of an unknown path.
  var status: JSONValue? {
    switch self {
    case .pageNotFound:
      nil
    case .unknownResource:
      Self.status(404, "NotFound", "the server could not find the requested resource", [:])
    case .unauthorized:
      Self.status(401, "Unauthorized", "Unauthorized", nil)
    case .forbidden(let user, let verb, let address):
      Self.forbiddenStatus(user: user, verb: verb, address: address)
    case .forbiddenPath(let user, let verb, let path):
      Self.status(403, "Forbidden", "forbidden: User \"\(user)\" cannot \(verb) path \"\(path)\"", [:])
    case .terminating(let type, let name, let namespace):
      Self.terminatingStatus(type, name, namespace)
    case .protectedNamespace(let name):
      Self.status(
        403,
        "Forbidden",
        "namespaces \"\(name)\" is forbidden: this namespace may not be deleted",
        Self.details(.namespaces, name)
      )
    case .notFound(let type, let name):
      Self.status(404, "NotFound", "\(type.qualifiedPlural) \"\(name)\" not found", Self.details(type, name))
    case .alreadyExists(let type, let name):
      Self.status(
        409,
        "AlreadyExists",
        "\(type.qualifiedPlural) \"\(name)\" already exists",
        Self.details(type, name)
      )
    case .modified(let type, let name):
      Self.modifiedStatus(type, name)
    case .otherIdentity(let type, let name, let asked, let found):
      Self.otherIdentityStatus(type, name, asked: asked, found: found)
    case .precondition(let type, let name, let precondition):
      Self.preconditionStatus(type, name, precondition)
    case .unconditional(let type, let name):
      Self.unconditionalStatus(type, name)
    case .invalid(let type, let name, let causes):
      Self.invalid(type.qualifiedKind, name, Self.details(type, name, kind: type.kind), causes)
    case .invalidDryRun(let options, let value):
      Self.invalidDryRunStatus(options: options, value: value)
    case .rejectedPatch:
      Self.status(422, "Invalid", "the server rejected our request due to an error in our request", [:])
    case .badRequest(let message):
      Self.status(400, "BadRequest", message, nil)
    case .expired(let token):
      Self.expiredStatus(token)
    case .methodNotAllowed:
      Self.status(
        405,
        "MethodNotAllowed",
        "the server does not allow this method on the requested resource",
        [:]
      )
    case .notAcceptable:
      Self.status(406, "NotAcceptable", "406: Not Acceptable", [:])
    case .unsupportedMediaType:
      Self.status(415, "UnsupportedMediaType", "415: Unsupported Media Type", [:])
    }
  }

  /// A `Status` of a failure.
  static func status(_ code: Int, _ reason: String, _ message: String, _ details: JSONValue?) -> JSONValue {
    var status: JSONValue = [
      "kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Failure",
      "message": .string(message), "reason": .string(reason), "code": .integer(code),
    ]
    status["details"] = details
    return status
  }

  /// The `details` of a status about an object, or about a type where `name` is nil or empty.
  static func details(_ type: ResourceType, _ name: String?, kind: String? = nil) -> JSONValue {
    var details: JSONValue = ["kind": .string(kind ?? type.plural)]
    if let name, !name.isEmpty { details["name"] = .string(name) }
    if !type.group.isEmpty { details["group"] = .string(type.group) }
    return details
  }

  private static func forbiddenStatus(user: String, verb: String, address: ResourceAddress) -> JSONValue {
    let type = address.type
    let object = address.name.map { " \"\($0)\"" } ?? ""
    let resource = address.subresource.map { "\(type.plural)/\($0)" } ?? type.plural
    let place =
      address.namespace.isEmpty ? "at the cluster scope" : "in the namespace \"\(address.namespace)\""
    let message =
      "\(type.qualifiedPlural)\(object) is forbidden: User \"\(user)\" cannot \(verb) resource "
      + "\"\(resource)\" in API group \"\(type.group)\" \(place)"
    return status(403, "Forbidden", message, details(type, address.name))
  }

  private static func terminatingStatus(_ type: ResourceType, _ name: String, _ namespace: String)
    -> JSONValue
  {
    var details = details(type, name)
    details["causes"] = [
      [
        "reason": "NamespaceTerminating", "field": "metadata.namespace",
        "message": .string("namespace \(namespace) is being terminated"),
      ]
    ]
    let message =
      "\(type.qualifiedPlural) \"\(name)\" is forbidden: unable to create new content in namespace "
      + "\(namespace) because it is being terminated"
    return status(403, "Forbidden", message, details)
  }

  private static func expiredStatus(_ token: String) -> JSONValue {
    let message =
      "The provided continue parameter is too old to display a consistent list result. You can start a new list "
      + "without the continue parameter, or use the continue token in this response to retrieve the remainder "
      + "of the results. Continuing with the provided token results in an inconsistent list - objects that were "
      + "created, modified, or deleted between the time the first chunk was returned and now may show up in the list."
    var status = status(410, "Expired", message, nil)
    status["metadata"] = ["continue": .string(token)]
    return status
  }
}
