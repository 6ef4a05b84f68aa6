import HTTP

/// A wish for every object of a type, as a pure value.
package struct ListRequest: Sendable, Hashable {
  /// How fresh the answer must be, and so how it is read.
  package enum Consistency: Sendable, Hashable {
    /// Whatever the server's watch cache holds, in one answer (`resourceVersion=0`), as informers read.
    case cached
    /// As of now, in pages.
    case consistent(pageSize: Int = 500)
  }

  package var resource: APIResource
  /// Nil for all namespaces.
  package var namespace: String?
  package var fieldSelector: String?
  package var labelSelector: String?
  /// Whether only the objects' metadata is wanted.
  package var metadataOnly: Bool
  package var consistency: Consistency

  package init(
    _ resource: APIResource,
    namespace: String? = nil,
    fieldSelector: String? = nil,
    labelSelector: String? = nil,
    metadataOnly: Bool = false,
    consistency: Consistency = .cached
  ) {
    self.resource = resource
    self.namespace = namespace
    self.fieldSelector = fieldSelector
    self.labelSelector = labelSelector
    self.metadataOnly = metadataOnly
    self.consistency = consistency
  }

  /// The subject of the list's errors.
  package var operation: Operation {
    Operation(.list, resource, namespace: namespace)
  }

  /// The request for the first or, with the token of the page before it, for a further page.
  ///
  /// - Throws: `KubernetesError` where the namespace cannot stand in a URL path.
  package func page(continuing token: String? = nil) throws(KubernetesError) -> APIRequest {
    var query: [QueryParameter] = []
    if let fieldSelector { query.append(QueryParameter("fieldSelector", fieldSelector)) }
    if let labelSelector { query.append(QueryParameter("labelSelector", labelSelector)) }
    switch consistency {
    case .cached: query.append(QueryParameter("resourceVersion", "0"))
    case .consistent(let pageSize): query.append(QueryParameter("limit", String(pageSize)))
    }
    if let token { query.append(QueryParameter("continue", token)) }
    return try APIRequest(
      operation,
      method: .get,
      query: query,
      accept: metadataOnly ? MediaType.metadataList : MediaType.json
    )
  }
}
