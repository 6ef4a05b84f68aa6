import TestSupport

extension CompanyCluster {
  /// The one of two Projects, each `NAMESPACE/NAME`, that must give way: the younger, at the same second the one with
  /// the higher UID.
  func laterProject(_ one: String, _ other: String) async throws -> String {
    let first = try await origin(of: one)
    let second = try await origin(of: other)
    return first < second ? other : one
  }

  private func origin(of project: String) async throws -> (String, String) {
    struct Project: Decodable {
      struct Metadata: Decodable {
        let creationTimestamp: String
        let uid: String
      }
      let metadata: Metadata
    }
    let parts = project.split(separator: "/")
    let path = "/apis/kyotu.tech/v1/namespaces/\(parts[0])/projects/\(parts[1])"
    let metadata = try await server.ask(APICall(.get, path)).decoded(as: Project.self).metadata
    return (metadata.creationTimestamp, metadata.uid)
  }
}
