package import Foundation
package import HTTP
import Wire

/// A request to a Kubernetes API as a pure value: built and tested without any network.
package struct APIRequest: Sendable, Hashable {
  package let operation: Operation
  package let method: HTTPMethod
  /// The path below the server's address, each segment percent-encoded.
  package let path: String
  /// The parameters in the order in which they are sent, not yet encoded.
  package let query: [QueryParameter]
  /// The media types that are accepted in the answer.
  package let accept: String
  /// The media type of the body; nil where there is none.
  package let contentType: String?
  package let body: Data?

  init(
    _ operation: Operation,
    method: HTTPMethod,
    query: [QueryParameter] = [],
    accept: String = MediaType.json,
    contentType: String? = nil,
    body: Data? = nil
  ) throws(KubernetesError) {
    self.init(
      operation,
      method: method,
      path: try ResourcePath(for: operation).text,
      query: query,
      accept: accept,
      contentType: contentType,
      body: body
    )
  }

  private init(
    _ operation: Operation,
    method: HTTPMethod,
    path: String,
    query: [QueryParameter] = [],
    accept: String = MediaType.json,
    contentType: String? = nil,
    body: Data? = nil
  ) {
    self.operation = operation
    self.method = method
    self.path = path
    self.query = query
    self.accept = accept
    self.contentType = contentType
    self.body = body
  }

  /// Asks for the version of the server, which is no resource of an API.
  package static let version = APIRequest(
    Operation(.get, APIResource(group: "", version: "v1", plural: "version", isNamespaced: false)),
    method: .get,
    path: "/version"
  )

  /// The path and the encoded query (RFC 3986).
  package var target: String {
    query.isEmpty ? path : path + "?" + query.map(\.encoded).joined(separator: "&")
  }
}

/// A body may hold a credential, so a request shows its method and target alone.
extension APIRequest: CustomStringConvertible, CustomReflectable {
  package var description: String { "\(method.rawValue) \(target)" }
  package var customMirror: Mirror { Mirror(self, children: ["target": target]) }
}

/// One parameter of a query, not yet encoded.
package struct QueryParameter: Sendable, Hashable {
  package let name: String
  package let value: String

  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }

  /// The parameter as the URL holds it.
  package var encoded: String {
    PercentEncoding.encode(name) + "=" + PercentEncoding.encode(value)
  }
}

enum MediaType {
  static let json = "application/json"
  static let mergePatch = "application/merge-patch+json"
  static let jsonPatch = "application/json-patch+json"
  /// Asks for the objects' metadata only; a server that cannot reduce them sends them whole.
  static let metadata = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json"
  static let metadataList =
    "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json"
}
