import HTTP

/// One rule on trial: a server, and a namespace that nobody else uses.
struct Trial {
  let server: APIServerUnderTest
  let namespace: String

  /// Makes the namespace.
  init(_ server: APIServerUnderTest) async throws {
    self.server = server
    let made = try await server.send(
      .post,
      "/api/v1/namespaces",
      #"{"metadata": {"generateName": "trial-"}}"#
    )
    namespace = try made.object(201).metadata.name
  }

  /// The path of the namespace's secrets, or of one of them.
  func secrets(_ name: String? = nil) -> String {
    "/api/v1/namespaces/\(namespace)/secrets" + (name.map { "/\($0)" } ?? "")
  }

  /// The path of the namespace's Projects, or of one of them.
  func projects(_ name: String? = nil) -> String {
    "/apis/kyotu.tech/v1/namespaces/\(namespace)/projects" + (name.map { "/\($0)" } ?? "")
  }

  /// The path of the namespace's Leases, or of one of them.
  func leases(_ name: String? = nil) -> String {
    "/apis/coordination.k8s.io/v1/namespaces/\(namespace)/leases" + (name.map { "/\($0)" } ?? "")
  }

  /// Creates a secret with one entry, `key`.
  @discardableResult
  func makeSecret(_ name: String, labels: String = "{}") async throws -> APIObject {
    let body = #"{"metadata": {"name": "\#(name)", "labels": \#(labels)}, "data": {"key": "aGk="}}"#
    return try await server.send(.post, secrets(), body).object(201)
  }

  /// Creates a Project.
  @discardableResult
  func makeProject(_ name: String, finalizers: String = "[]") async throws -> APIObject {
    let metadata = #"{"name": "\#(name)", "finalizers": \#(finalizers)}"#
    return try await server.send(.post, projects(), project(metadata: metadata)).object(201)
  }

  /// The text of a Project.
  func project(metadata: String, projectId: String = "shop") -> String {
    #"{"apiVersion": "kyotu.tech/v1", "kind": "Project", "metadata": \#(metadata), "#
      + #""spec": {"projectId": "\#(projectId)", "environmentType": "dev"}}"#
  }
}
