import Foundation
import HTTP
import TestSupport
import Testing

@Suite("Retries, against a server")
struct RetryTests {
  let pauses = NotedPauses()

  func client(_ change: (inout HTTPClientConfiguration) -> Void = { _ in }) throws -> HTTPClient {
    try makeClient(pacing: .noting(pauses)) {
      $0.retry = RetryPolicy(
        attempts: 3,
        base: .seconds(1),
        cap: .seconds(10),
        longestServerPause: .seconds(120)
      )
      change(&$0)
    }
  }

  /// Answers the first requests with these statuses, and each further one with 200.
  func server(_ statuses: [Int], _ fields: [String] = []) throws -> ScriptedServer {
    let count = TestCounter()
    return try ScriptedServer { connection, _ in
      while true {
        _ = try connection.readRequest()
        let number = count.increment()
        try connection.respond(
          number < statuses.count ? statuses[number] : 200,
          fields,
          body: "try \(number)"
        )
      }
    }
  }

  @Test("Until it goes well", arguments: [true, false])
  func untilWell(streams: Bool) async throws {
    let server = try server([503, 502])
    defer { server.stop() }
    let client = try client()
    let request = HTTPRequest(.get, server.url)
    let body =
      streams
      ? try await client.stream(request).body.collect(upTo: 100) : try await client.send(request).body
    #expect(body == Data("try 2".utf8))
    #expect(client.requestCount == 3)
    #expect(pauses.all == [.seconds(1), .seconds(2)])
  }

  @Test("The last answer is returned as it is", arguments: [true, false])
  func lastAnswer(streams: Bool) async throws {
    let server = try server([503, 503, 504])
    defer { server.stop() }
    let client = try client()
    let request = HTTPRequest(.get, server.url)
    let status = streams ? try await client.stream(request).status : try await client.send(request).status
    #expect(status == 504)
    #expect(client.requestCount == 3)
  }

  @Test("A request that could do harm is sent once", arguments: [HTTPMethod.post, .patch])
  func neverTwice(method: HTTPMethod) async throws {
    let server = try server([503])
    defer { server.stop() }
    let client = try client()
    #expect(try await client.send(HTTPRequest(method, server.url)).status == 503)
    #expect(client.requestCount == 1)
  }

  @Test("Not even when a kept connection turns out to be dead", arguments: [HTTPMethod.post, .patch])
  func neverTwiceOverDeadConnection(method: HTTPMethod) async throws {
    let received = TestCounter()
    let server = try ScriptedServer { connection, _ in
      let request = try connection.readRequest()
      guard request.method == "GET" else { return _ = received.increment() }
      try connection.respond(200)
      // The second request is taken, perhaps acted upon, and never answered.
      _ = try connection.readRequest()
      received.increment()
    }
    defer { server.stop() }
    let client = try client()
    _ = try await client.send(HTTPRequest(.get, server.url))
    let error = await failure { () throws(HTTPError) in
      _ = try await client.send(HTTPRequest(method, server.url))
    }
    #expect(error?.reason == .unanswered)
    #expect(received.value == 1)
  }

  @Test("A connection that is dropped before the answer, then the number of tries is said")
  func droppedConnections() async throws {
    let server = try ScriptedServer { connection, _ in _ = try connection.readRequest() }
    defer { server.stop() }
    let client = try client()
    let error = await failure { () throws(HTTPError) in
      _ = try await client.send(HTTPRequest(.get, server.url))
    }
    #expect(error?.reason == .unanswered)
    #expect(error?.attempts == 3)
    #expect(server.connectionCount == 3)
  }

  @Test("An answer that is cut off is not asked for again")
  func cutOffStands() async throws {
    let server = try ScriptedServer { connection, _ in
      _ = try connection.readRequest()
      try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfour")
    }
    defer { server.stop() }
    let client = try client()
    let error = await failure { () throws(HTTPError) in
      _ = try await client.send(HTTPRequest(.get, server.url))
    }
    #expect(error?.reason == .cutOff(expected: 10, received: 4))
    #expect(client.requestCount == 1)
  }

  @Test(
    "The server's pause is kept to",
    arguments: [
      ["Retry-After: 42"], ["Retry-After: Fri, 15 Jan 2027 08:00:42 GMT"],
      ["RateLimit-Remaining: 0", "RateLimit-Reset: 1800000042"],
    ]
  )
  func keepsToServerPause(fields: [String]) async throws {
    let server = try server([429], fields)
    defer { server.stop() }
    #expect(try await client().send(HTTPRequest(.get, server.url)).status == 200)
    // A second of jitter comes on top.
    #expect(pauses.all == [.seconds(43)])
  }

  @Test("A pause that does not fit before the deadline is not made, and the error says so")
  func deadlineForbidsPause() async throws {
    let server = try server([429], ["Retry-After: 100"])
    defer { server.stop() }
    let client = try client { $0.deadline = .now + .seconds(60) }
    let error = await failure { () throws(HTTPError) in
      _ = try await client.send(HTTPRequest(.get, server.url))
    }
    #expect(error?.reason == .deadline(pause: .seconds(101)))
    #expect(pauses.all.isEmpty)
    #expect(client.requestCount == 1)
  }
}
