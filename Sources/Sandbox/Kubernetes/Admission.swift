import Foundation

/// The checks that an object passes before it is stored.
enum Admission {
  /// Fills in apiVersion and kind, or refuses an object of another type.
  ///
  /// Built-in types may leave both out, custom ones may not.
  static func typed(_ object: JSONValue, type: ResourceType) throws -> JSONValue {
    guard object.object != nil else {
      throw APIError.badRequest("the object provided is unrecognized (must be of type \(type.kind))")
    }
    let kind = object["kind"]?.string ?? ""
    let version = object["apiVersion"]?.string ?? ""
    if kind.isEmpty, type.isCustom {
      throw APIError.badRequest(
        "\(type.kind) in version \"v1\" cannot be handled as a \(type.kind): Object 'Kind' is missing"
      )
    }
    guard kind.isEmpty || kind == type.kind, version.isEmpty || version == type.apiVersion else {
      throw APIError.badRequest("\(kind) in version \"\(version)\" cannot be handled as a \(type.kind)")
    }
    var object = object
    object["kind"] = .string(type.kind)
    object["apiVersion"] = .string(type.apiVersion)
    return object
  }

  /// Gives a new object the namespace of its path, and a name if it asks for a generated one.
  static func placed(_ object: JSONValue, type: ResourceType, namespace: String) throws -> JSONValue {
    var object = object
    let claimed = object[["metadata", "namespace"]]?.string ?? ""
    guard claimed.isEmpty || claimed == namespace else {
      throw APIError.badRequest(
        "the namespace of the provided object does not match the namespace sent on the request"
      )
    }
    object[["metadata", "namespace"]] = type.isNamespaced ? .string(namespace) : nil
    let name = object[["metadata", "name"]]?.string ?? ""
    if name.isEmpty, let prefix = object[["metadata", "generateName"]]?.string, !prefix.isEmpty {
      let letters = "bcdfghjklmnpqrstvwxz2456789"
      object[["metadata", "name"]] = .string(
        prefix + String((0..<5).compactMap { _ in letters.randomElement() })
      )
    }
    return object
  }

  /// Refuses an update that is meant for another object or for an older state of this one.
  static func checkIdentity(
    of wished: JSONValue,
    against current: StoredObject,
    type: ResourceType,
    style: UpdateStyle
  ) throws {
    let name = current.name.name
    let claimedName = wished[["metadata", "name"]]?.string ?? ""
    guard claimedName == name else {
      throw APIError.badRequest(
        "the name of the object (\(claimedName)) does not match the name on the URL (\(name))"
      )
    }
    let claimedNamespace = wished[["metadata", "namespace"]]?.string ?? ""
    guard claimedNamespace.isEmpty || claimedNamespace == current.name.namespace else {
      throw APIError.badRequest(
        "the namespace of the object (\(claimedNamespace)) does not match the namespace on the URL "
          + "(\(current.name.namespace))"
      )
    }
    try checkUID(wished[["metadata", "uid"]]?.string ?? "", of: current, type: type, style: style)
    let revision = wished[["metadata", "resourceVersion"]]?.string ?? ""
    if revision.isEmpty, type.needsRevisionToUpdate { throw APIError.unconditional(type, name: name) }
    guard revision.isEmpty || revision == current.revision else {
      throw APIError.modified(type, name: name)
    }
  }

  private static func checkUID(
    _ uid: String,
    of current: StoredObject,
    type: ResourceType,
    style: UpdateStyle
  ) throws {
    guard !uid.isEmpty, uid != current.uid else { return }
    let name = current.name.name
    switch style {
    case .replace:
      throw APIError.otherIdentity(type, name: name, asked: uid, found: current.uid)
    case .patch:
      throw APIError.invalid(
        type,
        name: name,
        [.invalid("metadata.uid", "\"\(uid)\"", "field is immutable")]
      )
    }
  }

  /// Puts back what a caller cannot change, and keeps an update on its own side of the status.
  static func keepingServerFields(
    _ wished: JSONValue,
    of current: StoredObject,
    type: ResourceType,
    subresource: String?
  ) -> JSONValue {
    var wished = wished
    if subresource == "status" {
      let status = wished["status"]
      wished = current.json
      wished["status"] = status
      return wished
    }
    if type.hasStatus { wished["status"] = current.json["status"] }
    let serverFields = [
      "namespace", "uid", "resourceVersion", "creationTimestamp", "deletionTimestamp",
      "deletionGracePeriodSeconds", "generation",
    ]
    for field in serverFields {
      wished[["metadata", field]] = current.json[["metadata", field]]
    }
    return wished
  }

  /// All of an object but its metadata and status: a change of it counts as a new generation.
  static func content(_ object: JSONValue) -> JSONValue {
    var content = object
    content["metadata"] = nil
    content["status"] = nil
    return content
  }

  /// The finalizers of an object's metadata.
  static func finalizers(_ object: JSONValue) -> [String] {
    (object[["metadata", "finalizers"]]?.array ?? []).compactMap(\.string)
  }
}
