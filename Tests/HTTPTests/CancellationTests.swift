import Foundation
import HTTP
import TestSupport
import Testing

@Suite("Cancellation")
struct CancellationTests {
  @Test("Before the start: nothing is sent")
  func beforeStart() async throws {
    let server = try ScriptedServer { connection, _ in connection.waitForClose() }
    defer { server.stop() }
    let client = try makeClient()
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return await failure { () throws(HTTPError) in _ = try await client.send(HTTPRequest(.get, server.url))
      }
    }
    #expect(await task.value?.reason == .cancelled)
    #expect(client.requestCount == 0)
    #expect(server.connectionCount == 0)
  }

  @Test("While the head is awaited: the server sees the connection close", arguments: [true, false])
  func duringHead(streams: Bool) async throws {
    let (arrived, closed) = (TestSignal(), TestSignal())
    let server = try ScriptedServer { connection, _ in
      _ = try connection.readRequest()
      arrived.raise()
      connection.waitForClose()
      closed.raise()
    }
    defer { server.stop() }
    let client = try makeClient()
    let task = Task {
      await failure { () throws(HTTPError) in
        if streams {
          _ = try await client.stream(HTTPRequest(.get, server.url))
        } else {
          _ = try await client.send(HTTPRequest(.get, server.url))
        }
      }
    }
    await arrived.wait()
    task.cancel()
    #expect(await task.value?.reason == .cancelled)
    await closed.wait()
  }

  @Test("While the body is read: the server sees the connection close")
  func duringBody() async throws {
    let (reading, closed) = (TestSignal(), TestSignal())
    let server = try ScriptedServer { connection, _ in
      _ = try connection.readRequest()
      try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfour")
      connection.waitForClose()
      closed.raise()
    }
    defer { server.stop() }
    let client = try makeClient()
    let task = Task {
      await failure { () throws(HTTPError) in
        let stream = try await client.stream(HTTPRequest(.get, server.url))
        for try await chunk in stream.body {
          #expect(chunk == Data("four".utf8))
          reading.raise()
        }
      }
    }
    await reading.wait()
    task.cancel()
    #expect(await task.value?.reason == .cancelled)
    await closed.wait()
  }

  @Test("During the pause before the next try")
  func duringPause() async throws {
    let server = try ScriptedServer { connection, _ in
      _ = try connection.readRequest()
      try connection.respond(503)
    }
    defer { server.stop() }
    let pausing = TestSignal()
    var pacing = Pacing.real
    pacing.pause = { _ in
      pausing.raise()
      try await Task.sleep(for: .seconds(3600))
    }
    let client = try makeClient(pacing: pacing) { $0.retry = .standard }
    let task = Task {
      await failure { () throws(HTTPError) in _ = try await client.send(HTTPRequest(.get, server.url)) }
    }
    await pausing.wait()
    task.cancel()
    #expect(await task.value?.reason == .cancelled)
    #expect(client.requestCount == 1)
  }

  @Test("A stream that is dropped unread: the server sees the connection close")
  func droppedStream() async throws {
    let closed = TestSignal()
    let server = try ScriptedServer { connection, _ in
      _ = try connection.readRequest()
      try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfour")
      connection.waitForClose()
      closed.raise()
    }
    defer { server.stop() }
    let client = try makeClient()
    _ = try await client.stream(HTTPRequest(.get, server.url))
    await closed.wait()
  }

  @Test("One of many at once leaves the others alone")
  func oneOfMany() async throws {
    let arrived = TestSignal()
    let server = try ScriptedServer { connection, _ in
      let request = try connection.readRequest()
      if request.target == "/slow" {
        arrived.raise()
        connection.waitForClose()
      } else {
        try arrived.block()
        try connection.respond(200, body: request.target)
      }
    }
    defer { server.stop() }
    let client = try makeClient()
    let slow = Task {
      await failure { () throws(HTTPError) in
        _ = try await client.send(HTTPRequest(.get, server.url + "/slow"))
      }
    }
    async let quick = client.send(HTTPRequest(.get, server.url + "/quick"))
    await arrived.wait()
    slow.cancel()
    #expect(await slow.value?.reason == .cancelled)
    #expect(try await quick.body == Data("/quick".utf8))
  }
}
