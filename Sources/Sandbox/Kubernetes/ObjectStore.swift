/// All objects by type and name, with one revision counter for all of them, as etcd has.
///
/// It knows nothing of the rules of the API: those stand in ``Cluster``.
struct ObjectStore: Sendable {
  /// The revision of the latest write.
  private(set) var revision = 1000
  private var objects: [ResourceType: [ObjectName: StoredObject]] = [:]
  private var ordered: [ResourceType: [StoredObject]] = [:]

  subscript(type: ResourceType, name: ObjectName) -> StoredObject? {
    objects[type]?[name]
  }

  /// Counts a write and returns its revision.
  mutating func nextRevision() -> Int {
    revision += 1
    return revision
  }

  /// Puts `object` in the place of what has its name.
  mutating func put(_ object: StoredObject, type: ResourceType) {
    objects[type, default: [:]][object.name] = object
    ordered[type] = nil
  }

  /// Takes out what has that name.
  mutating func remove(_ name: ObjectName, type: ResourceType) {
    objects[type]?[name] = nil
    ordered[type] = nil
  }

  /// All objects of a type in the order of lists; sorted once between two writes of that type.
  mutating func all(_ type: ResourceType) -> [StoredObject] {
    if let objects = ordered[type] { return objects }
    let sorted = (objects[type] ?? [:]).values.map { (key: $0.name.key, object: $0) }
      .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      .map(\.object)
    ordered[type] = sorted
    return sorted
  }
}
