import Foundation
import HTTP
import Sandbox
import Secrets
import TestSupport

/// A running sandbox and a client that asks it.
struct SandboxUnderTest {
  /// A moment that all worlds of the tests count from.
  static let epoch = Date(timeIntervalSince1970: 1_800_000_000)

  let server: SandboxServer
  let client: HTTPClient

  /// Runs `body` with a sandbox of its own, which ends afterwards whatever happened.
  static func run(
    _ world: World = Company.example.world(at: epoch),
    _ body: (SandboxUnderTest) async throws -> Void
  ) async throws {
    let server = try await SandboxServer.start(world: world, now: { epoch })
    do {
      try await body(try SandboxUnderTest(server))
    } catch {
      await server.stop()
      throw error
    }
    await server.stop()
  }

  private init(_ server: SandboxServer) throws {
    self.server = server
    var configuration = HTTPClientConfiguration(userAgent: "sandbox-tests")
    configuration.proxy = .none
    configuration.retry = .none
    client = try HTTPClient(configuration)
  }

  /// Sends a request and returns the whole answer.
  ///
  /// - Throws: `HTTPError` where no whole answer comes.
  func ask(
    _ path: String,
    _ method: HTTPMethod = .get,
    _ body: String? = nil,
    as user: User = .driftcheck,
    contentType: String = "application/json"
  ) async throws -> HTTPResponse {
    var fields = [HTTPField("Content-Type", contentType)]
    if !user.token.isEmpty { fields.append(HTTPField("Authorization", Secret("Bearer \(user.token)"))) }
    return try await client.send(
      HTTPRequest(method, server.url + path, fields: fields, body: body.map { Data($0.utf8) })
    )
  }

  /// The object or list that a path answers with.
  func json(_ path: String) async throws -> JSONValue {
    try JSONValue(parsing: try await ask(path).body)
  }

  /// The names in the list at `path`.
  func names(_ path: String) async throws -> [String] {
    (try await json(path)["items"]?.array ?? []).compactMap { $0[["metadata", "name"]]?.string }
  }
}
