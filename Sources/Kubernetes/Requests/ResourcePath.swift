import Wire

/// The URL path of an object or (to list it or create in it) of a collection, built only where nothing in it can change its meaning.
///
/// An empty name would turn the deletion of one object into that of its whole collection, and `..` is taken out of
/// a URL on its way; Kubernetes itself allows neither, nor `/` and `%`, in a path segment.
struct ResourcePath {
  let text: String

  init(for operation: Operation) throws(KubernetesError) {
    let resource = operation.resource
    var segments = resource.group.isEmpty ? ["api"] : ["apis", resource.group]
    segments.append(resource.version)
    if let namespace = operation.namespace {
      guard resource.isNamespaced else {
        throw .invalid(operation, "\(resource.qualifiedName) live in no namespace")
      }
      segments += ["namespaces", namespace]
    } else if resource.isNamespaced, operation.verb != .list {
      throw .invalid(operation, "\(resource.qualifiedName) live in a namespace and none is named")
    }
    segments.append(resource.plural)
    if let name = operation.name {
      segments.append(name)
    }
    for segment in segments where !Self.isPathSegment(segment) {
      throw .invalid(operation, "“\(segment)” cannot stand in a URL path of the API")
    }
    if operation.verb == .create, operation.name != nil {
      segments.removeLast()
    }
    text = segments.map { "/" + PercentEncoding.encode($0) }.joined()
  }

  /// Follows `IsValidPathSegmentName` of k8s.io/apimachinery.
  private static func isPathSegment(_ text: String) -> Bool {
    !text.isEmpty && text != "." && text != ".." && !text.contains("/") && !text.contains("%")
  }
}
