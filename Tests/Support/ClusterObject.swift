/// An object to put into a cluster.
package struct ClusterObject: Sendable {
  /// The path of the collection it belongs to.
  package var collection: String

  /// Its name in that collection.
  package var name: String

  /// All of it, as the API server takes it.
  package var json: JSON

  /// Makes an object of any kind.
  package init(collection: String, name: String, json: JSON) {
    self.collection = collection
    self.name = name
    self.json = json
  }

  /// The object's own path.
  package var path: String { "\(collection)/\(name)" }
}

extension ClusterObject {
  /// A namespace.
  package static func namespace(
    _ name: String,
    labels: [String: String] = [:],
    annotations: [String: String] = [:]
  ) -> ClusterObject {
    let metadata: JSON = [
      "name": .string(name), "labels": .strings(labels), "annotations": .strings(annotations),
    ]
    return ClusterObject(
      collection: "/api/v1/namespaces",
      name: name,
      json: ["apiVersion": "v1", "kind": "Namespace", "metadata": metadata]
    )
  }

  /// A secret with its data as plain text.
  package static func secret(
    _ name: String,
    in namespace: String,
    type: String = "Opaque",
    data: [String: String],
    labels: [String: String] = [:],
    annotations: [String: String] = [:]
  ) -> ClusterObject {
    let metadata: JSON = [
      "name": .string(name), "labels": .strings(labels), "annotations": .strings(annotations),
    ]
    return ClusterObject(
      collection: "/api/v1/namespaces/\(namespace)/secrets",
      name: name,
      json: [
        "apiVersion": "v1", "kind": "Secret", "metadata": metadata, "type": .string(type), "stringData": .strings(data),
      ]
    )
  }

  /// A Project.
  package static func project(
    _ name: String,
    in namespace: String,
    projectId: String,
    environmentType: String,
    googleGroup: String? = nil,
    finalizers: [String] = []
  ) -> ClusterObject {
    var spec = ["projectId": projectId, "environmentType": environmentType]
    spec["googleGroup"] = googleGroup
    let metadata: JSON = ["name": .string(name), "finalizers": .array(finalizers.map(JSON.string))]
    return ClusterObject(
      collection: "/apis/kyotu.tech/v1/namespaces/\(namespace)/projects",
      name: name,
      json: ["apiVersion": "kyotu.tech/v1", "kind": "Project", "metadata": metadata, "spec": .strings(spec)]
    )
  }

  /// A role for the whole cluster.
  package static func clusterRole(_ name: String, rules: [AccessRule]) -> ClusterObject {
    ClusterObject(
      collection: "/apis/rbac.authorization.k8s.io/v1/clusterroles",
      name: name,
      json: [
        "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole", "metadata": ["name": .string(name)],
        "rules": .array(rules.map(\.json)),
      ]
    )
  }

  /// A role given to one subject for the whole cluster.
  package static func clusterRoleBinding(_ name: String, role: String, subject: JSON) -> ClusterObject {
    ClusterObject(
      collection: "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings",
      name: name,
      json: [
        "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRoleBinding",
        "metadata": ["name": .string(name)], "subjects": [subject],
        "roleRef": ["apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": .string(role)],
      ]
    )
  }
}
