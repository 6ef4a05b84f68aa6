/// The types of Kubernetes objects that the sandbox serves.
package enum ResourceType: String, CaseIterable, Sendable, Hashable {
  case namespaces
  case secrets
  case events
  case pods
  case persistentVolumeClaims = "persistentvolumeclaims"
  case leases
  case projects
  case customResourceDefinitions = "customresourcedefinitions"

  /// The plural, as it stands in paths and messages.
  package var plural: String { rawValue }

  /// The API group; empty for the core group.
  package var group: String {
    switch self {
    case .namespaces, .secrets, .events, .pods, .persistentVolumeClaims: ""
    case .leases: "coordination.k8s.io"
    case .projects: "kyotu.tech"
    case .customResourceDefinitions: "apiextensions.k8s.io"
    }
  }

  /// Group and version as objects carry them, `v1` or `GROUP/v1`.
  package var apiVersion: String { group.isEmpty ? "v1" : "\(group)/v1" }

  /// The kind as objects carry it.
  package var kind: String {
    switch self {
    case .namespaces: "Namespace"
    case .secrets: "Secret"
    case .events: "Event"
    case .pods: "Pod"
    case .persistentVolumeClaims: "PersistentVolumeClaim"
    case .leases: "Lease"
    case .projects: "Project"
    case .customResourceDefinitions: "CustomResourceDefinition"
    }
  }

  /// Plural and group as messages name a type, `secrets` or `projects.kyotu.tech`.
  var qualifiedPlural: String { group.isEmpty ? plural : "\(plural).\(group)" }

  /// Kind and group as messages about an invalid object name it, `Secret` or `Project.kyotu.tech`.
  var qualifiedKind: String { group.isEmpty ? kind : "\(kind).\(group)" }

  /// Whether objects live in a namespace.
  package var isNamespaced: Bool {
    switch self {
    case .namespaces, .customResourceDefinitions: false
    case .secrets, .events, .pods, .persistentVolumeClaims, .leases, .projects: true
    }
  }

  /// Whether the type comes from a CustomResourceDefinition, which shows in the layout of its lists.
  var isCustom: Bool { self == .projects }

  /// Whether an update must name the resourceVersion that it is based on.
  var needsRevisionToUpdate: Bool {
    switch self {
    case .leases, .projects, .customResourceDefinitions: true
    case .namespaces, .secrets, .events, .pods, .persistentVolumeClaims: false
    }
  }

  /// Whether `status` is written through its own path only.
  var hasStatus: Bool {
    switch self {
    case .namespaces, .pods, .persistentVolumeClaims, .projects, .customResourceDefinitions: true
    case .secrets, .events, .leases: false
    }
  }

  /// The fields that a field selector may name, as the real server registers them.
  var selectableFields: Set<String> {
    let metadata: Set = ["metadata.name", "metadata.namespace"]
    return switch self {
    case .namespaces: ["metadata.name", "status.phase"]
    case .secrets: metadata.union(["type"])
    case .pods: metadata.union(["status.phase", "spec.nodeName", "spec.serviceAccountName"])
    case .events:
      metadata.union([
        "reason", "type", "involvedObject.kind", "involvedObject.namespace", "involvedObject.name",
        "involvedObject.uid",
      ])
    case .persistentVolumeClaims, .leases, .projects: metadata
    case .customResourceDefinitions: ["metadata.name"]
    }
  }
}
