/// The preconditions of a delete: what the object must still be.
struct Preconditions: Sendable {
  var uid: String?
  var revision: String?
}

/// What a delete came to.
enum Deletion: Sendable {
  /// The object is gone.
  case gone(StoredObject)
  /// The object stays until its finalizers are taken off.
  case leaving(StoredObject)
}

extension Cluster {
  /// Deletes an object, or marks it as leaving where a finalizer holds it.
  ///
  /// - Throws: ``APIError``.
  func delete(
    _ type: ResourceType,
    _ name: ObjectName,
    _ preconditions: Preconditions,
    isDryRun: Bool
  ) throws -> Deletion {
    let current = try object(type, name)
    try check(preconditions, of: current, type: type)
    if type == .namespaces {
      guard !["default", "kube-system", "kube-public"].contains(name.name) else {
        throw APIError.protectedNamespace(name.name)
      }
      return .leaving(isDryRun ? current : endNamespace(current))
    }
    if Admission.finalizers(current.json).isEmpty {
      if !isDryRun { remove(type, name) }
      return .gone(current)
    }
    guard !current.isLeaving, !isDryRun else { return .leaving(current) }
    return .leaving(markLeaving(current, type: type))
  }

  /// Removes an object, and what its absence ends with it.
  func remove(_ type: ResourceType, _ name: ObjectName) {
    store.remove(name, type: type)
    _ = store.nextRevision()
    if type == .customResourceDefinitions { removeCustomResources(of: name.name) }
    if type.isNamespaced { finishNamespace(name.namespace) }
  }

  private func check(_ preconditions: Preconditions, of object: StoredObject, type: ResourceType) throws {
    let name = object.name.name
    if let uid = preconditions.uid, uid != object.uid {
      throw APIError.precondition(
        type,
        name: name,
        .init(field: "UID", demanded: uid, found: object.uid)
      )
    }
    if let revision = preconditions.revision, revision != object.revision {
      throw APIError.precondition(
        type,
        name: name,
        .init(field: "ResourceVersion", demanded: revision, found: object.revision)
      )
    }
  }

  private func markLeaving(_ object: StoredObject, type: ResourceType) -> StoredObject {
    var json = object.json
    json[["metadata", "deletionTimestamp"]] = .string(Timestamp.kubernetes(now()))
    if type == .namespaces {
      json[["status", "phase"]] = "Terminating"
    } else {
      json[["metadata", "deletionGracePeriodSeconds"]] = 0
    }
    if type.isCustom {
      json[["metadata", "generation"]] = .integer((json[["metadata", "generation"]]?.integer ?? 0) + 1)
    }
    json[["metadata", "resourceVersion"]] = .string(String(store.nextRevision()))
    let leaving = StoredObject(json, type: type)
    store.put(leaving, type: type)
    return leaving
  }

  /// Marks a namespace as terminating and, unless it must stay so, empties and removes it.
  private func endNamespace(_ namespace: StoredObject) -> StoredObject {
    let leaving = namespace.isLeaving ? namespace : markLeaving(namespace, type: .namespaces)
    guard !namespacesStayTerminating else { return leaving }
    for type in ResourceType.allCases where type.isNamespaced {
      for object in store.all(type) where object.name.namespace == namespace.name.name {
        if Admission.finalizers(object.json).isEmpty {
          store.remove(object.name, type: type)
        } else if !object.isLeaving {
          _ = markLeaving(object, type: type)
        }
      }
    }
    finishNamespace(namespace.name.name)
    return leaving
  }

  /// Removes a terminating namespace once nothing is left in it.
  private func finishNamespace(_ name: String) {
    let key = ObjectName(name: name)
    guard let namespace = store[.namespaces, key], namespace.isLeaving, !namespacesStayTerminating,
      Admission.finalizers(namespace.json).isEmpty
    else { return }
    let isEmpty = ResourceType.allCases.filter(\.isNamespaced).allSatisfy { type in
      !store.all(type).contains { $0.name.namespace == name }
    }
    guard isEmpty else { return }
    store.remove(key, type: .namespaces)
    _ = store.nextRevision()
  }

  private func removeCustomResources(of definition: String) {
    for type in ResourceType.allCases where type.isCustom && type.qualifiedPlural == definition {
      for object in store.all(type) { store.remove(object.name, type: type) }
    }
  }
}
