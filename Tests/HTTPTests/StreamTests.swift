import Foundation
import HTTP
import TestSupport
import Testing

@Suite("Reading an answer while it arrives")
struct StreamTests {
  @Test("The head is there before the body")
  func headFirst() async throws {
    let headSeen = TestSignal()
    let server = try ScriptedServer { connection, _ in
      _ = try connection.readRequest()
      try connection.send("HTTP/1.1 404 Not Found\r\nX-Kind: list\r\nContent-Length: 4\r\n\r\n")
      try headSeen.block()
      try connection.send("late")
    }
    defer { server.stop() }
    let client = try makeClient()
    let stream = try await client.stream(HTTPRequest(.get, server.url))
    #expect(stream.status == 404)
    #expect(stream.headers["x-kind"] == "list")
    headSeen.raise()
    #expect(try await stream.body.collect(upTo: 4) == Data("late".utf8))
  }

  @Test("Every byte arrives, in order, in chunks of at most 256 KB", arguments: ["length", "chunked"])
  func arrivesWhole(framing: String) async throws {
    let body = Data((0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) })
    let server = try ScriptedServer { connection, _ in
      _ = try connection.readRequest()
      if framing == "length" {
        try connection.send("HTTP/1.1 200 OK\r\nContent-Length: \(body.count)\r\n\r\n")
        try connection.send(body)
      } else {
        try connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        for start in stride(from: 0, to: body.count, by: 100_000) {
          let piece = body[start..<min(start + 100_000, body.count)]
          try connection.send(String(piece.count, radix: 16) + "\r\n")
          try connection.send(piece)
          try connection.send("\r\n")
        }
        try connection.send("0\r\n\r\n")
      }
    }
    defer { server.stop() }
    let client = try makeClient()
    let stream = try await client.stream(HTTPRequest(.get, server.url))
    var received = Data()
    for try await chunk in stream.body {
      #expect(!chunk.isEmpty && chunk.count <= 256 << 10)
      received.append(chunk)
    }
    #expect(received == body)
  }

  @Test("A slow reader makes the server's writes block, and then gets every byte")
  func backPressure() async throws {
    let size = 64 << 20
    let blocked = TestLog<Int>()
    let (full, readOn) = (TestSignal(), TestSignal())
    let server = try ScriptedServer { connection, _ in
      _ = try connection.readRequest()
      try connection.send("HTTP/1.1 200 OK\r\nContent-Length: \(size)\r\n\r\n")
      let sent = try connection.sendUntilBlocked(limit: size)
      blocked.append(sent)
      full.raise()
      try readOn.block()
      try connection.sendFiller(count: size - sent)
    }
    defer { server.stop() }
    // The pause is longer than the stall limit: waiting for the reader is no stall.
    let client = try makeClient { $0.stallTimeout = .milliseconds(400) }
    let stream = try await client.stream(HTTPRequest(.get, server.url))
    await full.wait()
    // 1 MB is ours; the rest lies in the buffers of libcurl and of the kernel.
    #expect(try #require(blocked.all.first) < 16 << 20)
    readOn.raise()
    var received = 0
    for try await chunk in stream.body {
      received += chunk.count
    }
    #expect(received == size)
  }

  @Test("A paused stream holds up no other request of its client")
  func pausedStreamAlone() async throws {
    let full = TestSignal()
    let server = try ScriptedServer { connection, _ in
      let request = try connection.readRequest()
      guard request.target == "/big" else { return try connection.respond(200, body: "small") }
      try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n")
      _ = try connection.sendUntilBlocked(limit: 100_000_000)
      full.raise()
      connection.waitForClose()
    }
    defer { server.stop() }
    let client = try makeClient()
    let stream = try await client.stream(HTTPRequest(.get, server.url + "/big"))
    await full.wait()
    let small = try await client.send(HTTPRequest(.get, server.url + "/small"))
    #expect(small.body == Data("small".utf8))
    #expect(stream.status == 200)
  }

  @Test("A stream outlives the last reference to its client")
  func outlivesClient() async throws {
    let headSeen = TestSignal()
    let server = try ScriptedServer { connection, _ in
      _ = try connection.readRequest()
      try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n")
      try headSeen.block()
      try connection.send("late")
    }
    defer { server.stop() }
    let stream = try await makeClient().stream(HTTPRequest(.get, server.url))
    headSeen.raise()
    #expect(try await stream.body.collect(upTo: 4) == Data("late".utf8))
  }

  @Test("Collecting more than allowed is an error")
  func collectsWithinLimit() async throws {
    let server = try ScriptedServer { connection, _ in
      _ = try connection.readRequest()
      try connection.respond(200, body: "12345")
    }
    defer { server.stop() }
    let client = try makeClient()
    let error = await failure { () throws(HTTPError) in
      let stream = try await client.stream(HTTPRequest(.get, server.url))
      _ = try await stream.body.collect(upTo: 4)
    }
    #expect(error?.reason == .tooLarge(limit: 4))
  }

  @Test("A shutdown ends a stream with an error, not with its end")
  func shutdownIsNoEnd() async throws {
    let server = try ScriptedServer { connection, _ in
      _ = try connection.readRequest()
      try connection.send("HTTP/1.1 200 OK\r\n\r\nfour")
      connection.waitForClose()
    }
    defer { server.stop() }
    let client = try makeClient()
    let stream = try await client.stream(HTTPRequest(.get, server.url))
    client.shutdown()
    let error = await failure { () throws(HTTPError) in _ = try await stream.body.collect(upTo: 100) }
    #expect(error?.reason == .shutDown)
  }
}
