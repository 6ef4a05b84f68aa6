package import Foundation

/// The cluster behind the API: its objects and the rules by which they change.
///
/// The rules are those of kube-apiserver 1.20 as far as driftcheck meets them; conformance tests say the same to
/// both. What only a controller would do (ending a deleted namespace) the cluster does itself, at once.
package actor Cluster {
  var store: ObjectStore
  var paging = Paging()
  /// Whether a deleted namespace stays Terminating for ever, as one with a stuck finalizer does.
  var namespacesStayTerminating = false
  /// What lists from the watch cache show while it lags; nil where it is up to date.
  var watchCache: ObjectStore?
  /// The cluster's clock.
  nonisolated let now: @Sendable () -> Date

  /// Makes a cluster that holds `world`.
  ///
  /// Objects without UID, creationTimestamp or generation are given them.
  package init(_ world: World = World(), now: @escaping @Sendable () -> Date = { Date() }) {
    self.now = now
    store = Cluster.store(of: world, at: now())
  }

  /// Lets the watch cache lag: lists with resourceVersion=0 show `world`, all else what is there now.
  ///
  /// - Parameter world: What the cache holds; nil brings it up to date again.
  package func letWatchCacheShow(_ world: World?) {
    watchCache = world.map { Cluster.store(of: $0, at: now()) }
  }

  /// Stops the watch cache where it is, or brings it up to date again.
  package func setWatchCacheFrozen(_ isFrozen: Bool) {
    watchCache = isFrozen ? store : nil
  }

  /// All objects as they are now.
  package var objects: World {
    var world = World()
    for type in ResourceType.allCases {
      for object in store.all(type) { world[type, object.name] = object.json }
    }
    return world
  }

  private static func store(of world: World, at date: Date) -> ObjectStore {
    var store = ObjectStore()
    for type in ResourceType.allCases {
      for object in world.all(type) {
        let revision = store.nextRevision()
        let born = Cluster.born(object, type: type, revision: revision, at: date)
        store.put(StoredObject(born, type: type), type: type)
      }
    }
    return store
  }

  /// Whether a deleted namespace stays Terminating for ever.
  package func setNamespacesStayTerminating(_ stay: Bool) {
    namespacesStayTerminating = stay
  }

  /// Makes every continue token handed out so far for lists of `type` too old.
  package func expireContinueTokens(of type: ResourceType) {
    paging.expireAll(of: type)
  }

  /// One object, as the API shows it.
  ///
  /// - Throws: ``APIError``.
  func object(_ type: ResourceType, _ name: ObjectName) throws -> StoredObject {
    try requireServed(type)
    guard let object = store[type, name] else { throw APIError.notFound(type, name: name.name) }
    return object
  }

  /// A custom resource is served only while its definition is there.
  func requireServed(_ type: ResourceType) throws {
    let definition = ObjectName(name: type.qualifiedPlural)
    if type.isCustom, store[.customResourceDefinitions, definition] == nil { throw APIError.pageNotFound }
  }

  /// Fills in what the server gives every new object; what is there already stays.
  static func born(_ object: JSONValue, type: ResourceType, revision: Int?, at date: Date) -> JSONValue {
    var object = object
    object["apiVersion"] = .string(type.apiVersion)
    object["kind"] = .string(type.kind)
    var metadata = object["metadata"] ?? [:]
    metadata["uid"] = metadata["uid"] ?? .string(UUID().uuidString.lowercased())
    metadata["creationTimestamp"] = metadata["creationTimestamp"] ?? .string(Timestamp.kubernetes(date))
    metadata["resourceVersion"] = revision.map { .string(String($0)) }
    if type.isCustom { metadata["generation"] = metadata["generation"] ?? 1 }
    object["metadata"] = metadata
    if type == .namespaces {
      object["spec"] = object["spec"] ?? ["finalizers": ["kubernetes"]]
      object["status"] = object["status"] ?? ["phase": "Active"]
    }
    return object
  }
}
