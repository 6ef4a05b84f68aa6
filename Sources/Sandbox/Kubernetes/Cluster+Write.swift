/// How an update reached the server, which decides how its identity is checked.
enum UpdateStyle: Sendable {
  case replace
  case patch
}

extension Cluster {
  /// Creates an object and returns it.
  ///
  /// - Parameters:
  ///   - namespace: The namespace of the path.
  ///   - isDryRun: Whether to answer only, and store nothing.
  /// - Throws: ``APIError``.
  func create(_ type: ResourceType, namespace: String, _ body: JSONValue, isDryRun: Bool) throws
    -> StoredObject
  {
    try requireServed(type)
    var object = try Admission.typed(body, type: type)
    object = try Admission.placed(object, type: type, namespace: namespace)
    let name = object[["metadata", "name"]]?.string ?? ""
    try requireLivingNamespace(namespace, type: type, name: name)
    for field in ["uid", "creationTimestamp", "deletionTimestamp", "resourceVersion", "generation"] {
      object[["metadata", field]] = nil
    }
    if type.hasStatus, type != .pods, type != .persistentVolumeClaims { object["status"] = nil }
    object = try Admission.validated(object, type: type)
    guard store[type, ObjectName(namespace: namespace, name: name)] == nil else {
      throw APIError.alreadyExists(type, name: name)
    }
    let revision = isDryRun ? nil : store.nextRevision()
    let created = StoredObject(Cluster.born(object, type: type, revision: revision, at: now()), type: type)
    if !isDryRun { store.put(created, type: type) }
    return created
  }

  /// Changes an object and returns what it became.
  ///
  /// An update that changes nothing keeps the resourceVersion. One that takes the last finalizer off a leaving
  /// object removes it.
  ///
  /// - Parameters:
  ///   - subresource: `status` to change the status alone, nil to change everything else.
  ///   - change: Makes the wished object of the one that is there.
  /// - Throws: ``APIError``.
  func update(
    _ type: ResourceType,
    _ name: ObjectName,
    subresource: String?,
    style: UpdateStyle,
    isDryRun: Bool,
    change: @Sendable (JSONValue) throws -> JSONValue
  ) throws -> StoredObject {
    let current = try object(type, name)
    var wished = try Admission.typed(try change(current.json), type: type)
    try Admission.checkIdentity(of: wished, against: current, type: type, style: style)
    wished = Admission.keepingServerFields(wished, of: current, type: type, subresource: subresource)
    wished = try Admission.validated(wished, type: type, replacing: current.json)
    guard wished != current.json else { return current }
    if type.isCustom, Admission.content(wished) != Admission.content(current.json) {
      wished[["metadata", "generation"]] = .integer(
        (current.json[["metadata", "generation"]]?.integer ?? 0) + 1
      )
    }
    let changed = StoredObject(wished, type: type)
    guard !isDryRun else { return changed }
    if changed.isLeaving, Admission.finalizers(wished).isEmpty {
      remove(type, name)
      return changed
    }
    wished[["metadata", "resourceVersion"]] = .string(String(store.nextRevision()))
    let stored = StoredObject(wished, type: type)
    store.put(stored, type: type)
    return stored
  }

  private func requireLivingNamespace(_ namespace: String, type: ResourceType, name: String) throws {
    guard type.isNamespaced else { return }
    guard let home = store[.namespaces, ObjectName(name: namespace)] else {
      throw APIError.notFound(.namespaces, name: namespace)
    }
    if home.isLeaving { throw APIError.terminating(type, name: name, namespace: namespace) }
  }
}
