/// What tells one Kubernetes object in a file from another.
package struct ObjectIdentity: Sendable, Hashable, Comparable, CustomStringConvertible {
  package let apiVersion: String
  package let kind: String
  package let name: String

  package init(apiVersion: String, kind: String, name: String) {
    self.apiVersion = apiVersion
    self.kind = kind
    self.name = name
  }

  /// The identity of the object that a document holds; nil where it holds none.
  init?(of value: YAMLValue) {
    guard let apiVersion = value["apiVersion"]?.text, let kind = value["kind"]?.text,
      let name = value["metadata"]?["name"]?.text
    else { return nil }
    self.init(apiVersion: apiVersion, kind: kind, name: name)
  }

  package var description: String { "\(kind) \(name)" }

  package static func < (left: ObjectIdentity, right: ObjectIdentity) -> Bool {
    (left.kind, left.name, left.apiVersion) < (right.kind, right.name, right.apiVersion)
  }
}
