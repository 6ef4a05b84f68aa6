import Foundation
import HTTP
import Secrets
import TestSupport
import Testing

@testable import Kubernetes

@Suite("Objects are read and written")
struct ClientTests {
  private struct Item: Decodable, Sendable {
    var metadata: ObjectMetadata
  }

  private static let missing =
    #"{"kind":"Status","code":404,"reason":"NotFound","message":"secrets \"x\" not found","details":{"name":"x"}}"#

  @Test("an object that is there, and one that is not")
  func get() async throws {
    let server = try APIServerScript { request, _ in
      request.target.hasSuffix("/x")
        ? .init(status: 404, body: Self.missing) : .init(body: #"{"metadata":{"name":"y"}}"#)
    }
    let client = try server.client()
    let absent = try await client.get(.get(.secrets, namespace: "a", name: "x"), as: Item.self)
    let present = try await client.get(.get(.secrets, namespace: "a", name: "y"), as: Item.self)
    #expect(absent == nil)
    #expect(present?.metadata.name == "y")
  }

  @Test(
    "a type that is not served is no absence",
    arguments: ["404 page not found\n", #"{"kind":"Status","code":404,"reason":"NotFound","details":{}}"#]
  )
  func notServed(body: String) async throws {
    let server = try APIServerScript { _, _ in .init(status: 404, body: body) }
    let error = await #expect(throws: KubernetesError.self) {
      try await server.client().get(.get(.secrets, namespace: "a", name: "x"), as: Item.self)
    }
    #expect(error?.isResourceTypeNotServed == true)
    #expect(error?.isNotFound == false)
  }

  @Test("a conflict and an object that exists already are told apart")
  func conflict() async throws {
    let server = try APIServerScript { request, _ in
      let reason = request.method == "POST" ? "AlreadyExists" : "Conflict"
      return .init(status: 409, body: #"{"kind":"Status","code":409,"reason":"\#(reason)"}"#)
    }
    let client = try server.client()
    let object = Data("{}".utf8)
    let created = await #expect(throws: KubernetesError.self) {
      try await client.send(.create(.secrets, namespace: "a", name: "x", object: object))
    }
    let replaced = await #expect(throws: KubernetesError.self) {
      try await client.send(.replace(.secrets, namespace: "a", name: "x", object: object))
    }
    #expect(created?.isAlreadyExists == true)
    #expect(replaced?.isAlreadyExists == false)
    #expect(replaced?.isConflict == true)
  }

  @Test("body, media types, user agent and token are sent")
  func fields() async throws {
    let server = try APIServerScript { _, _ in .init(body: "{}") }
    let patch = Patch.merge(Data("{}".utf8))
    try await server.client(.token(Secret("abc"))).send(
      .patch(.secrets, namespace: "a", name: "x", with: patch)
    )
    #expect(server.requests == ["PATCH /api/v1/namespaces/a/secrets/x"])
    #expect(server.fields("Content-Type") == ["application/merge-patch+json"])
    #expect(server.fields("Accept") == ["application/json"])
    #expect(server.fields("User-Agent") == ["driftcheck-tests"])
    #expect(server.fields("Authorization") == ["Bearer abc"])
  }

  @Test("user and password are sent as basic authentication")
  func basic() async throws {
    let server = try APIServerScript { _, _ in
      .init(body: #"{"major":"1","minor":"31","gitVersion":"v1.31.0"}"#)
    }
    let version = try await server.client(.basic(username: "me", password: Secret("pw"))).serverVersion()
    #expect(version.gitVersion == "v1.31.0")
    #expect(server.requests == ["GET /version"])
    #expect(server.fields("Authorization") == ["Basic bWU6cHc="])
  }

  @Test("a token file that was replaced is read again after a 401, once")
  func rotatedToken() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("token", "old\n")
    let server = try APIServerScript { request, _ in
      if request.field("Authorization") == "Bearer new" { return .init(body: "{}") }
      return .init(status: 401, body: #"{"kind":"Status","code":401,"reason":"Unauthorized"}"#)
    }
    let client = try server.client(.tokenFile(path: path))
    let request = try APIRequest.get(.namespaces, name: "x")
    let refused = await #expect(throws: KubernetesError.self) { try await client.send(request) }
    #expect(refused?.isUnauthorized == true)
    try folder.write("token", "new\n")
    try await client.send(request)
    #expect(server.fields("Authorization") == ["Bearer old", "Bearer old", "Bearer new"])
  }

  @Test("a token that the server repeats in its refusal is not shown")
  func echo() async throws {
    let server = try APIServerScript { _, _ in
      .init(
        status: 400,
        body: #"{"kind":"Status","code":400,"message":"bad header Bearer planted-token-value"}"#
      )
    }
    let error = await #expect(throws: KubernetesError.self) {
      try await server.client(.token(Secret("planted-token-value"))).send(.get(.namespaces, name: "x"))
    }
    var shown = "\(String(describing: error)) \(String(reflecting: error))"
    dump(error, to: &shown)
    #expect(shown.contains("bad header Bearer <secret>"))
    #expect(!shown.contains("planted-token-value"))
  }
}
