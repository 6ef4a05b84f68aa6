import TestSupport

extension CompanyCluster {
  /// The one of the two Projects for shop-prod, as `NAMESPACE/NAME`, that must give way: the younger, at the same
  /// second the one with the higher UID.
  func conflict() async throws -> String {
    let (one, other) = ("projects/shop-prod", "projects-emea/shop-prod")
    return try await origin(of: one) < origin(of: other) ? other : one
  }

  /// What tells this cluster from others: the UID of its namespace kube-system.
  var installation: String {
    get async throws { try await metadata(at: "/api/v1/namespaces/kube-system").uid }
  }

  private func origin(of project: String) async throws -> (String, String) {
    let parts = project.split(separator: "/")
    let metadata = try await metadata(at: "/apis/kyotu.tech/v1/namespaces/\(parts[0])/projects/\(parts[1])")
    return (metadata.creationTimestamp, metadata.uid)
  }

  private struct Metadata: Decodable {
    let creationTimestamp: String
    let uid: String
  }

  private func metadata(at path: String) async throws -> Metadata {
    struct Object: Decodable { let metadata: Metadata }
    return try await server.ask(APICall(.get, path)).decoded(as: Object.self).metadata
  }
}
