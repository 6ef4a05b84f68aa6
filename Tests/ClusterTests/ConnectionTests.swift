import Foundation
import HTTP
import Secrets
import TestSupport
import Testing

@Suite("The connections to a real API server")
struct ConnectionTests {
  @Test("A stream that goes on, in HTTP/1.1, is in nobody's way, and nobody is in its")
  func mixedProtocols() async throws {
    let server = try await RealAPIServer.shared
    var configuration = HTTPClientConfiguration(userAgent: "driftcheck-tests")
    configuration.trust = .pem(try String(contentsOfFile: server.authorityFile, encoding: .utf8))
    configuration.proxy = .none
    configuration.retry = .none
    let client = try HTTPClient(configuration)
    let token = HTTPField("Authorization", Secret("Bearer \(server.admin.token)"))
    let watched = HTTPRequest(.get, server.address + "/api/v1/namespaces?watch=true", fields: [token])
    let asked = HTTPRequest(.get, server.address + "/api/v1/namespaces/default", fields: [token])

    let watch = try await client.stream(watched)
    #expect(watch.status == 200)
    // The first of them shows the client that the server speaks HTTP/2 too.
    for _ in 0..<3 {
      let answer = try await client.send(asked)
      #expect(answer.status == 200)
    }
    let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<100 { group.addTask { try await client.send(asked).status } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(statuses == Array(repeating: 200, count: 100))

    let chunks = watch.body.makeAsyncIterator()
    let first = try #require(try await chunks.next())
    #expect(String(decoding: first, as: UTF8.self).hasPrefix(#"{"type":"ADDED""#))
  }
}
