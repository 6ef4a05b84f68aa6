package import Foundation
import HTTP

extension APIRequest {
  /// Reads one object.
  package static func get(
    _ resource: APIResource,
    namespace: String? = nil,
    name: String,
    metadataOnly: Bool = false
  ) throws(KubernetesError) -> APIRequest {
    try APIRequest(
      Operation(.get, resource, namespace: namespace, name: name),
      method: .get,
      accept: metadataOnly ? MediaType.metadata : MediaType.json
    )
  }

  /// Creates an object from its JSON; the server takes the name from the body.
  ///
  /// - Parameter name: The name in the body, for errors.
  package static func create(
    _ resource: APIResource,
    namespace: String? = nil,
    name: String,
    object: Data,
    dryRun: Bool = false
  ) throws(KubernetesError) -> APIRequest {
    try APIRequest(
      Operation(.create, resource, namespace: namespace, name: name),
      method: .post,
      query: dryRunQuery(dryRun),
      contentType: MediaType.json,
      body: object
    )
  }

  /// Replaces an object by its JSON; the resourceVersion in it, if any, makes the update conditional.
  package static func replace(
    _ resource: APIResource,
    namespace: String? = nil,
    name: String,
    object: Data,
    dryRun: Bool = false
  ) throws(KubernetesError) -> APIRequest {
    try APIRequest(
      Operation(.update, resource, namespace: namespace, name: name),
      method: .put,
      query: dryRunQuery(dryRun),
      contentType: MediaType.json,
      body: object
    )
  }

  /// Changes a part of an object.
  package static func patch(
    _ resource: APIResource,
    namespace: String? = nil,
    name: String,
    with patch: Patch,
    dryRun: Bool = false
  ) throws(KubernetesError) -> APIRequest {
    try APIRequest(
      Operation(.patch, resource, namespace: namespace, name: name),
      method: .patch,
      query: dryRunQuery(dryRun),
      contentType: patch.contentType,
      body: patch.body
    )
  }

  /// Deletes an object if it is still the one that the preconditions describe.
  package static func delete(
    _ resource: APIResource,
    namespace: String? = nil,
    name: String,
    preconditions: Preconditions,
    dryRun: Bool = false
  ) throws(KubernetesError) -> APIRequest {
    let operation = Operation(.delete, resource, namespace: namespace, name: name)
    return try APIRequest(
      operation,
      method: .delete,
      contentType: MediaType.json,
      body: preconditions.deleteOptions(for: operation, dryRun: dryRun)
    )
  }

  private static func dryRunQuery(_ dryRun: Bool) -> [QueryParameter] {
    dryRun ? [QueryParameter("dryRun", "All")] : []
  }
}

/// A change to a part of an object.
package enum Patch: Sendable, Hashable {
  /// A JSON merge patch (RFC 7386).
  case merge(Data)
  /// A JSON patch (RFC 6902); its `test` operations make it conditional.
  case json(Data)

  var contentType: String {
    switch self {
    case .merge: MediaType.mergePatch
    case .json: MediaType.jsonPatch
    }
  }

  var body: Data {
    switch self {
    case .merge(let body), .json(let body): body
    }
  }
}

/// What an object must still be for its deletion to happen; the server answers 409 where it is not.
package struct Preconditions: Sendable, Hashable, Encodable {
  package let uid: String
  package let resourceVersion: String

  package init(uid: String, resourceVersion: String) {
    self.uid = uid
    self.resourceVersion = resourceVersion
  }

  /// The body of the delete call (`DeleteOptions` of meta/v1).
  ///
  /// A dry run must stand in it: where there is a body, an API server takes no heed of the query.
  fileprivate func deleteOptions(for operation: Operation, dryRun: Bool) throws(KubernetesError) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    do {
      return try encoder.encode(DeleteOptions(preconditions: self, dryRun: dryRun ? ["All"] : nil))
    } catch {
      throw .invalid(operation, "the preconditions cannot be written as JSON")
    }
  }
}

private struct DeleteOptions: Encodable {
  let apiVersion = "v1"
  let kind = "DeleteOptions"
  let preconditions: Preconditions
  let dryRun: [String]?
}
