/// A type of object that a Kubernetes API serves, as its URL spells it.
package struct APIResource: Sendable, Hashable {
  /// The API group; empty for the core group.
  package let group: String
  package let version: String
  /// The plural in lower case: `secrets`.
  package let plural: String
  /// Whether each object lives in a namespace.
  package let isNamespaced: Bool

  package init(group: String, version: String, plural: String, isNamespaced: Bool) {
    self.group = group
    self.version = version
    self.plural = plural
    self.isNamespaced = isNamespaced
  }

  /// The name by which RBAC and `kubectl` know the type: `secrets`, `projects.kyotu.tech`.
  package var qualifiedName: String {
    group.isEmpty ? plural : "\(plural).\(group)"
  }
}

extension APIResource {
  package static let namespaces = core("namespaces", isNamespaced: false)
  package static let secrets = core("secrets", isNamespaced: true)
  package static let events = core("events", isNamespaced: true)
  package static let pods = core("pods", isNamespaced: true)
  package static let persistentVolumeClaims = core("persistentvolumeclaims", isNamespaced: true)
  package static let leases = APIResource(
    group: "coordination.k8s.io",
    version: "v1",
    plural: "leases",
    isNamespaced: true
  )
  package static let customResourceDefinitions = APIResource(
    group: "apiextensions.k8s.io",
    version: "v1",
    plural: "customresourcedefinitions",
    isNamespaced: false
  )

  private static func core(_ plural: String, isNamespaced: Bool) -> APIResource {
    APIResource(group: "", version: "v1", plural: plural, isNamespaced: isNamespaced)
  }
}
