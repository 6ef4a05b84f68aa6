/// What a server says about itself: version, health, and the types that it serves.
struct Discovery: Sendable {
  var cluster: Cluster

  /// The answers that need no permission.
  static func publicAnswer(_ request: SandboxRequest) -> SandboxAnswer? {
    guard request.method == "GET" else { return nil }
    switch request.segments {
    case ["version"]:
      return .json(
        200,
        ["major": "1", "minor": "20", "gitVersion": "v1.20.2", "platform": "driftcheck-sandbox"]
      )
    case ["readyz"], ["livez"], ["healthz"]:
      return .text(200, "ok")
    default:
      return nil
    }
  }

  /// The groups and types, nil for a path that is none of theirs.
  func answer(_ request: SandboxRequest) async -> SandboxAnswer? {
    guard request.method == "GET" else { return nil }
    var served: [ResourceType] = []
    for type in ResourceType.allCases where (try? await cluster.requireServed(type)) != nil {
      served.append(type)
    }
    let groups = Set(served.map(\.group)).subtracting([""]).sorted()
    switch request.segments {
    case ["api"]:
      return .json(200, ["kind": "APIVersions", "versions": ["v1"]])
    case ["api", "v1"]:
      return .json(200, Self.resources(served.filter { $0.group.isEmpty }, version: "v1"))
    case ["apis"]:
      return .json(
        200,
        ["kind": "APIGroupList", "apiVersion": "v1", "groups": .array(groups.map(Self.group))]
      )
    default:
      break
    }
    guard request.segments.first == "apis",
      let group = groups.first(where: { request.segments.dropFirst().first == $0 })
    else { return nil }
    switch request.segments.dropFirst(2) {
    case []: return .json(200, Self.group(group))
    case ["v1"]:
      return .json(200, Self.resources(served.filter { $0.group == group }, version: "\(group)/v1"))
    default: return nil
    }
  }

  private static func group(_ name: String) -> JSONValue {
    let version: JSONValue = ["groupVersion": .string("\(name)/v1"), "version": "v1"]
    return [
      "kind": "APIGroup", "apiVersion": "v1", "name": .string(name), "versions": [version],
      "preferredVersion": version,
    ]
  }

  private static func resources(_ types: [ResourceType], version: String) -> JSONValue {
    let verbs: JSONValue = ["create", "delete", "get", "list", "patch", "update"]
    let resources = types.flatMap { type -> [JSONValue] in
      let entry = { (name: String, verbs: JSONValue) -> JSONValue in
        [
          "name": .string(name), "singularName": "", "namespaced": .bool(type.isNamespaced),
          "kind": .string(type.kind), "verbs": verbs,
        ]
      }
      let status = type.hasStatus ? [entry("\(type.plural)/status", ["get", "patch", "update"])] : []
      return [entry(type.plural, verbs)] + status
    }
    return [
      "kind": "APIResourceList", "apiVersion": "v1", "groupVersion": .string(version),
      "resources": .array(resources),
    ]
  }
}
