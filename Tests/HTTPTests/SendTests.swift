import Foundation
import HTTP
import Secrets
import TestSupport
import Testing

@Suite("Sending a request")
struct SendTests {
  /// Answers each request with what it said, line by line.
  func echo() throws -> ScriptedServer {
    try ScriptedServer { connection, _ in
      while true {
        let request = try connection.readRequest()
        let lines = ["\(request.method) \(request.target)"] + request.lines.sorted() + ["", request.body]
        let body = request.method == "HEAD" ? "" : lines.joined(separator: "\n")
        try connection.respond(200, body: body)
      }
    }
  }

  @Test(
    "Each method goes out as it is, with and without a body",
    arguments: [HTTPMethod.get, .post, .put, .patch, .delete],
    [nil, Data(), Data("{}".utf8)]
  )
  func sends(method: HTTPMethod, body: Data?) async throws {
    let server = try echo()
    defer { server.stop() }
    let request = HTTPRequest(
      method,
      server.url + "/a?b=c",
      fields: [HTTPField("Accept", "application/json")],
      body: body
    )
    let response = try await makeClient().send(request)
    let text = String(decoding: response.body, as: UTF8.self)
    let sendsLength = body != nil || [.post, .put, .patch].contains(method)
    var expected = ["Accept: application/json"]
    if sendsLength {
      expected.append("Content-Length: \(body?.count ?? 0)")
    }
    expected += ["Host: 127.0.0.1:\(server.port)", "User-Agent: driftcheck/test"]
    let sent = body.map { String(decoding: $0, as: UTF8.self) } ?? ""
    #expect(text == (["\(method.rawValue) /a?b=c"] + expected + ["", sent]).joined(separator: "\n"))
  }

  @Test("HEAD reads no body, whatever length is announced")
  func sendsHead() async throws {
    let server = try ScriptedServer { connection, _ in
      _ = try connection.readRequest()
      try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n")
      connection.waitForClose()
    }
    defer { server.stop() }
    let response = try await makeClient().send(HTTPRequest(.head, server.url))
    #expect(response.status == 200)
    #expect(response.headers["content-length"] == "100")
    #expect(response.body.isEmpty)
  }

  @Test("Every status is an answer, and no redirect is followed", arguments: [201, 302, 404, 500, 503])
  func answers(status: Int) async throws {
    let server = try ScriptedServer { connection, _ in
      _ = try connection.readRequest()
      try connection.respond(status, ["Location: http://127.0.0.1:1/"], body: "said")
    }
    defer { server.stop() }
    let response = try await makeClient().send(HTTPRequest(.get, server.url))
    #expect(response.status == status)
    #expect(response.body == Data("said".utf8))
    #expect(server.connectionCount == 1)
  }

  @Test(
    "Headers are found by any case, several of a name in order; interim answers and trailers are passed over"
  )
  func readsHeaders() async throws {
    let server = try ScriptedServer { connection, _ in
      _ = try connection.readRequest()
      try connection.send("HTTP/1.1 103 Early Hints\r\nLink: early\r\n\r\n")
      try connection.send(
        "HTTP/1.1 200 OK\r\nLink: a\r\nX-Empty:\r\nlink:  b \r\nTransfer-Encoding: chunked\r\n\r\n"
      )
      try connection.send("4\r\nsaid\r\n0\r\nLink: trailer\r\n\r\n")
    }
    defer { server.stop() }
    let response = try await makeClient().send(HTTPRequest(.get, server.url))
    #expect(response.headers.all("LINK") == ["a", "b"])
    #expect(response.headers["link"] == "a")
    #expect(response.headers["x-empty"] == "")
    #expect(response.headers["x-absent"] == nil)
    #expect(response.body == Data("said".utf8))
  }

  @Test("Requests one after the other share a connection, and each is counted")
  func reusesConnection() async throws {
    let server = try echo()
    defer { server.stop() }
    let client = try makeClient()
    for _ in 0..<20 {
      _ = try await client.send(HTTPRequest(.get, server.url))
    }
    #expect(server.connectionCount == 1)
    #expect(client.requestCount == 20)
  }

  @Test("Many at once are all answered, over no more connections than allowed")
  func sendsManyAtOnce() async throws {
    let server = try echo()
    defer { server.stop() }
    let client = try makeClient { $0.maxConnectionsPerHost = 4 }
    let paths = try await withThrowingTaskGroup(of: String.self) { group in
      for number in 0..<500 {
        group.addTask {
          let response = try await client.send(HTTPRequest(.get, "\(server.url)/\(number)"))
          return String(decoding: response.body.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        }
      }
      return try await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(paths == Set((0..<500).map { "GET /\($0)" }))
    #expect(server.connectionCount <= 4)
    #expect(client.requestCount == 500)
  }

  @Test("A secret header and an empty one arrive")
  func sendsSecretField() async throws {
    let server = try echo()
    defer { server.stop() }
    let fields = [HTTPField("Authorization", Secret("Bearer hunter2")), HTTPField("X-Empty", "")]
    let response = try await makeClient().send(HTTPRequest(.get, server.url, fields: fields))
    let lines = String(decoding: response.body, as: UTF8.self).split(separator: "\n")
    #expect(lines.contains("Authorization: Bearer hunter2"))
    #expect(lines.contains { $0.hasPrefix("X-Empty:") })
  }

  @Test(
    "A URL that cannot be used is refused before anything is sent",
    arguments: [
      ("https://", "it names no host"),
      ("example.com", "it must begin with https:// or http://"),
      ("ftp://example.com", "it must begin with https:// or http://"),
      ("file:///etc/passwd", "it must begin with https:// or http://"),
      ("https://joe:hunter2@example.com", "it holds a user or a password, which belong into a header"),
      ("https://example.com/a b", "it holds a character that must be percent-encoded"),
      ("https://example.com/\r\nHost: other", "it holds a character that must be percent-encoded"),
      ("https://example.com:99999/", "its port is not a number from 1 to 65535"),
    ]
  )
  func refusesURL(url: String, fault: String) async throws {
    let client = try makeClient()
    let error = await failure { () throws(HTTPError) in _ = try await client.send(HTTPRequest(.get, url)) }
    #expect(error?.reason == .malformedURL(fault))
    #expect(client.requestCount == 0)
  }

  @Test(
    "A header with a line end is refused, and its value is not shown",
    arguments: ["a\r\nb", "a\nb", "a\u{0}b"]
  )
  func refusesField(value: String) async throws {
    let client = try makeClient()
    let request = HTTPRequest(.get, "http://127.0.0.1:1", fields: [HTTPField("X-Token", Secret(value))])
    let error = await failure { () throws(HTTPError) in _ = try await client.send(request) }
    #expect(error?.reason == .malformedField(name: "X-Token"))
  }

  @Test("A client that was shut down refuses")
  func refusesAfterShutdown() async throws {
    let client = try makeClient()
    client.shutdown()
    let request = HTTPRequest(.get, "http://127.0.0.1:1")
    let error = await failure { () throws(HTTPError) in _ = try await client.send(request) }
    #expect(error?.reason == .shutDown)
  }

  @Test("A shutdown ends what is on its way")
  func shutdownEndsTransfers() async throws {
    let arrived = TestSignal()
    let server = try ScriptedServer { connection, _ in
      _ = try connection.readRequest()
      arrived.raise()
      connection.waitForClose()
    }
    defer { server.stop() }
    let client = try makeClient()
    async let error = failure { () throws(HTTPError) in
      _ = try await client.send(HTTPRequest(.get, server.url))
    }
    await arrived.wait()
    client.shutdown()
    #expect(await error?.reason == .shutDown)
  }
}
