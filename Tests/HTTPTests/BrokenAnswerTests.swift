import Foundation
import HTTP
import TestSupport
import Testing

@Suite("A broken answer is an error, never a short success")
struct BrokenAnswerTests {
  /// What a server sends after the request, before it closes.
  static let answers: [(String, HTTPError.Reason)] = [
    ("", .unanswered),
    ("HTTP/1.1 200 OK\r\nContent-Le", .unanswered),
    ("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfour", .cutOff(expected: 10, received: 4)),
    (
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nfour\r\n",
      .cutOff(expected: nil, received: 4)
    ),
    ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nA\r\nfour", .cutOff(expected: nil, received: 4)),
    ("SSH-2.0-OpenSSH_9.2\r\n", .notHTTP),
  ]

  func server(_ answer: String) throws -> ScriptedServer {
    try ScriptedServer { connection, _ in
      _ = try connection.readRequest()
      try connection.send(answer)
    }
  }

  @Test("In one piece", arguments: answers)
  func sends(answer: String, reason: HTTPError.Reason) async throws {
    let server = try server(answer)
    defer { server.stop() }
    let client = try makeClient()
    let error = await failure { () throws(HTTPError) in
      _ = try await client.send(HTTPRequest(.get, server.url))
    }
    #expect(error?.reason == reason)
  }

  @Test("As a stream", arguments: answers)
  func streams(answer: String, reason: HTTPError.Reason) async throws {
    let server = try server(answer)
    defer { server.stop() }
    let client = try makeClient()
    let error = await failure { () throws(HTTPError) in
      let stream = try await client.stream(HTTPRequest(.get, server.url))
      _ = try await stream.body.collect(upTo: 100)
    }
    #expect(error?.reason == reason)
  }

  @Test("A connection reset within the body")
  func resets() async throws {
    let server = try ScriptedServer { connection, _ in
      _ = try connection.readRequest()
      try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfour")
      connection.reset()
    }
    defer { server.stop() }
    let client = try makeClient()
    let error = await failure { () throws(HTTPError) in
      _ = try await client.send(HTTPRequest(.get, server.url))
    }
    guard case .cutOff(expected: 10, received: _) = error?.reason else {
      Issue.record("not a cut-off: \(String(describing: error))")
      return
    }
  }

  @Test("A body larger than allowed ends the transfer", arguments: [true, false])
  func limitsBody(announced: Bool) async throws {
    let server = try ScriptedServer { connection, _ in
      _ = try connection.readRequest()
      try connection.send("HTTP/1.1 200 OK\r\n" + (announced ? "Content-Length: 2000\r\n\r\n" : "\r\n"))
      try connection.send([UInt8](repeating: 0, count: 2000))
      connection.waitForClose()
    }
    defer { server.stop() }
    let client = try makeClient { $0.maxBodyBytes = 1000 }
    let error = await failure { () throws(HTTPError) in
      _ = try await client.send(HTTPRequest(.get, server.url))
    }
    #expect(error?.reason == .tooLarge(limit: 1000))
  }

  @Test("A head without end does")
  func limitsHead() async throws {
    let server = try ScriptedServer { connection, _ in
      _ = try connection.readRequest()
      try connection.send("HTTP/1.1 200 OK\r\n")
      while true {
        try connection.send("X-More: " + String(repeating: "m", count: 1000) + "\r\n")
      }
    }
    defer { server.stop() }
    let client = try makeClient()
    let error = await failure { () throws(HTTPError) in
      _ = try await client.send(HTTPRequest(.get, server.url))
    }
    #expect(error?.reason == .tooLarge(limit: 256 << 10))
  }

  @Test("A port that nobody listens on")
  func refusedConnection() async throws {
    // A server that is gone again leaves a port that is free.
    let port = try ScriptedServer { _, _ in }.port
    let client = try makeClient()
    let request = HTTPRequest(.get, "http://127.0.0.1:\(port)")
    let error = await failure { () throws(HTTPError) in _ = try await client.send(request) }
    #expect(error?.reason == .unreachable(address: "127.0.0.1 port \(port)", detail: "connection refused"))
  }

  @Test("A host name that does not exist")
  func unknownHost() async throws {
    let client = try makeClient()
    let request = HTTPRequest(.get, "http://nowhere.invalid/")
    let error = await failure { () throws(HTTPError) in _ = try await client.send(request) }
    #expect(error?.reason == .unresolved(host: "nowhere.invalid"))
  }
}
