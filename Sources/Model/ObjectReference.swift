/// Where an object stands in the cluster: its namespace and its name.
package struct ObjectReference: Sendable, Hashable, Comparable, CustomStringConvertible {
  package var namespace: String
  package var name: String

  package init(namespace: String, name: String) {
    self.namespace = namespace
    self.name = name
  }

  /// `NAMESPACE/NAME`.
  package var description: String {
    "\(namespace)/\(name)"
  }

  package static func < (left: ObjectReference, right: ObjectReference) -> Bool {
    (left.namespace, left.name) < (right.namespace, right.name)
  }
}
