import HTTP

/// The version of an API server, as it says itself.
package struct ServerVersion: Sendable, Hashable, Decodable {
  package let major: String
  package let minor: String
  /// The whole of it: `v1.31.2+k3s1`.
  package let gitVersion: String
}

extension KubernetesClient {
  /// Asks for the server's version, which every authenticated caller may read.
  ///
  /// - Throws: `KubernetesError`.
  package func serverVersion() async throws -> ServerVersion {
    try await send(.version, as: ServerVersion.self)
  }
}
