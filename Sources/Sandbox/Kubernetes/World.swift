/// What a cluster, the GitLab and the repositories beside it hold, as a plain value: built, copied and broken before any server runs.
package struct World: Sendable {
  /// What the GitLab holds.
  package var gitlab = GitLabWorld()
  /// What the repositories hold.
  package var git = GitWorld()
  private var objects: [ResourceType: [ObjectName: JSONValue]] = [:]

  /// An empty world.
  package init() {}

  /// The object of that name; writing nil takes it out.
  package subscript(type: ResourceType, name: ObjectName) -> JSONValue? {
    get { objects[type]?[name] }
    set { objects[type, default: [:]][name] = newValue }
  }

  /// All objects of a type, sorted by name.
  package func all(_ type: ResourceType) -> [JSONValue] {
    (objects[type] ?? [:]).sorted { $0.key < $1.key }.map(\.value)
  }

  /// Puts in an object of `type`; apiVersion and kind are filled in.
  package mutating func add(_ type: ResourceType, _ object: JSONValue) {
    var object = object
    object["apiVersion"] = .string(type.apiVersion)
    object["kind"] = .string(type.kind)
    let name = ObjectName(
      namespace: object[["metadata", "namespace"]]?.string ?? "",
      name: object[["metadata", "name"]]?.string ?? ""
    )
    self[type, name] = object
  }
}
