import Sandbox
import TestSupport

/// The types that Projects and what they own are made of, containers before what lies in them.
let projectTypes: [ResourceType] = [.namespaces, .projects, .secrets]

extension World {
  /// The objects of a type as a real server takes them.
  func objects(_ type: ResourceType) -> [ClusterObject] {
    all(type).map { ClusterObject($0, of: type) }
  }
}

extension ClusterObject {
  /// An object of the sandbox's world without what only a server can set.
  init(_ object: JSONValue, of type: ResourceType) {
    let name = object[["metadata", "name"]]?.string ?? ""
    let namespace = object[["metadata", "namespace"]]?.string ?? ""
    let group = type.group.isEmpty ? "/api/v1" : "/apis/\(type.group)/v1"
    var object = object
    for field in ["uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds"] {
      object[["metadata", field]] = nil
    }
    object["status"] = nil
    if object["type"] == "kubernetes.io/service-account-token" {
      object[["metadata", "annotations", "kubernetes.io/service-account.name"]] = "default"
    }
    self.init(
      collection: type.isNamespaced ? "\(group)/namespaces/\(namespace)/\(type.plural)" : "\(group)/\(type.plural)",
      name: name,
      json: JSON(object)
    )
  }
}

extension JSON {
  fileprivate init(_ value: JSONValue) {
    switch value {
    case .null: self = .null
    case .bool(let value): self = .bool(value)
    case .integer(let value): self = .integer(value)
    case .number(let value): self = .integer(Int(value))
    case .string(let text): self = .string(text)
    case .array(let elements): self = .array(elements.map(JSON.init))
    case .object(let members): self = .object(members.mapValues(JSON.init))
    }
  }
}
