/// What is done to which object or objects: the subject of every error.
package struct Operation: Sendable, Hashable {
  /// A verb as RBAC names it.
  package enum Verb: String, Sendable, CaseIterable {
    case get, list, create, update, patch, delete
  }

  package let verb: Verb
  package let resource: APIResource
  /// Nil for all namespaces, and for objects that live in none.
  package let namespace: String?
  /// Nil where the operation is about a whole collection.
  package let name: String?

  package init(_ verb: Verb, _ resource: APIResource, namespace: String? = nil, name: String? = nil) {
    self.verb = verb
    self.resource = resource
    self.namespace = namespace
    self.name = name
  }
}

extension Operation: CustomStringConvertible {
  /// The operation in words: `list secrets in all namespaces`, `get namespaces shop-dev`.
  package var description: String {
    [permission, name].compactMap { $0 }.joined(separator: " ") + place
  }

  /// The right that it takes, in words: `list secrets in all namespaces`, `create namespaces`.
  package var requiredPermission: String {
    permission + place
  }

  private var permission: String {
    "\(verb.rawValue) \(resource.qualifiedName)"
  }

  private var place: String {
    guard resource.isNamespaced else { return "" }
    guard let namespace else { return " in all namespaces" }
    return " in namespace \(namespace)"
  }
}
