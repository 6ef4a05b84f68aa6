import Foundation
import HTTP
import TestSupport
import Testing

@Suite("Time limits")
struct TimeoutTests {
  /// Reads the request, sends this much, and then nothing.
  func silentServer(after text: String) throws -> ScriptedServer {
    try ScriptedServer { connection, _ in
      _ = try connection.readRequest()
      try connection.send(text)
      connection.waitForClose()
    }
  }

  @Test("A server that falls silent", arguments: ["", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfour"])
  func stalls(text: String) async throws {
    let server = try silentServer(after: text)
    defer { server.stop() }
    let client = try makeClient { $0.stallTimeout = .milliseconds(200) }
    let error = await failure { () throws(HTTPError) in
      _ = try await client.send(HTTPRequest(.get, server.url))
    }
    #expect(error?.reason == .timedOut(.stalled, after: .milliseconds(200)))
  }

  @Test("A server that drips is no silent one, but it runs out of time")
  func drips() async throws {
    let server = try ScriptedServer { connection, _ in
      _ = try connection.readRequest()
      try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
      let never = DispatchSemaphore(value: 0)
      while true {
        try connection.send("x")
        _ = never.wait(timeout: .now() + .milliseconds(20))
      }
    }
    defer { server.stop() }
    let client = try makeClient {
      $0.stallTimeout = .milliseconds(500)
      $0.timeout = .milliseconds(1500)
    }
    let error = await failure { () throws(HTTPError) in
      _ = try await client.send(HTTPRequest(.get, server.url))
    }
    #expect(error?.reason == .timedOut(.whole, after: .milliseconds(1500)))
  }

  @Test("A request may have its own time")
  func requestTimeout() async throws {
    let server = try silentServer(after: "")
    defer { server.stop() }
    let client = try makeClient()
    let request = HTTPRequest(.get, server.url, timeout: .milliseconds(100))
    let error = await failure { () throws(HTTPError) in _ = try await client.send(request) }
    #expect(error?.reason == .timedOut(.whole, after: .milliseconds(100)))
  }

  @Test("A connection that is not made in time")
  func connectTimeout() async throws {
    // TLS is part of connecting; this server never says its part.
    let server = try ScriptedServer { connection, _ in connection.waitForClose() }
    defer { server.stop() }
    let client = try makeClient { $0.connectTimeout = .milliseconds(200) }
    let request = HTTPRequest(.get, "https://127.0.0.1:\(server.port)")
    let error = await failure { () throws(HTTPError) in _ = try await client.send(request) }
    guard case .timedOut(.connecting, let after) = error?.reason else {
      Issue.record("not a connect timeout: \(String(describing: error))")
      return
    }
    #expect(after >= .milliseconds(200))
  }

  @Test("The run's deadline ends a request that is on its way")
  func deadlineEndsTransfer() async throws {
    let server = try silentServer(after: "")
    defer { server.stop() }
    let client = try makeClient { $0.deadline = .now + .milliseconds(300) }
    let error = await failure { () throws(HTTPError) in
      _ = try await client.send(HTTPRequest(.get, server.url))
    }
    #expect(error?.reason == .deadline(pause: nil))
  }

  @Test("After the deadline nothing is sent")
  func deadlineBeforeStart() async throws {
    let server = try silentServer(after: "")
    defer { server.stop() }
    let client = try makeClient { $0.deadline = .now - .seconds(1) }
    let error = await failure { () throws(HTTPError) in
      _ = try await client.send(HTTPRequest(.get, server.url))
    }
    #expect(error?.reason == .deadline(pause: nil))
    #expect(client.requestCount == 0)
    #expect(server.connectionCount == 0)
  }
}
