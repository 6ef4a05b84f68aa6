import HTTP
import Sandbox
import Testing

@Suite("Faults are played as they are switched on")
struct FaultTests {
  private static let secrets = "/api/v1/namespaces/shop-dev/secrets"
  private static let body = #"{"metadata": {"name": "new"}}"#

  @Test("A status is answered so many times, to matching requests only")
  func status() async throws {
    try await SandboxUnderTest.run { (sandbox) async throws in
      await sandbox.server.faults.add(Fault(.status(500), method: "GET", path: "/api/v1/*/secrets", times: 2))
      #expect(try await sandbox.ask("/api/v1/namespaces").status == 200)
      for expected in [500, 500, 200] {
        #expect(try await sandbox.ask(Self.secrets).status == expected)
      }
      #expect(await sandbox.server.faults.current.isEmpty)
    }
  }

  @Test("A 429 asks for a pause only if told to", arguments: [nil, 7])
  func tooManyRequests(_ seconds: Int?) async throws {
    try await SandboxUnderTest.run { (sandbox) async throws in
      await sandbox.server.faults.add(Fault(.status(429, retryAfter: seconds)))
      let answer = try await sandbox.ask(Self.secrets)
      #expect(answer.status == 429)
      #expect(answer.headers["Retry-After"] == seconds.map { String($0) })
      #expect(try JSONValue(parsing: answer.body)["reason"] == "TooManyRequests")
    }
  }

  @Test("A connection dropped before a write leaves nothing, one dropped after it leaves the object")
  func droppedConnections() async throws {
    try await SandboxUnderTest.run { (sandbox) async throws in
      for (effect, status) in [(Fault.Effect.dropBefore, 404), (.dropAfter, 200)] {
        await sandbox.server.faults.add(Fault(effect, method: "POST", times: 1))
        await #expect(throws: HTTPError.self) { try await sandbox.ask(Self.secrets, .post, Self.body) }
        #expect(try await sandbox.ask(Self.secrets + "/new").status == status)
      }
      #expect(await sandbox.server.log.requests.filter { $0.code == 0 }.count == 2)
    }
  }

  @Test("A truncated body is not a whole answer")
  func truncation() async throws {
    try await SandboxUnderTest.run { (sandbox) async throws in
      await sandbox.server.faults.add(Fault(.truncate(bytes: 100), path: "/api/v1/secrets", times: 1))
      await #expect(throws: HTTPError.self) { try await sandbox.ask("/api/v1/secrets") }
      #expect(try await sandbox.ask("/api/v1/secrets").status == 200)
    }
  }

  @Test("A shortened body seems whole, and a web page stands in the place of any answer")
  func brokenProxies() async throws {
    try await SandboxUnderTest.run { sandbox in
      await sandbox.server.faults.add(Fault(.shorten(bytes: 100), times: 1))
      #expect(try await sandbox.ask("/api/v1/secrets").body.count == 100)
      await sandbox.server.faults.add(Fault(.html(200), times: 1))
      let page = try await sandbox.ask("/api/v1/secrets")
      #expect(page.status == 200 && page.headers["Content-Type"] == "text/html; charset=utf-8")
      await sandbox.server.faults.usedUp()
    }
  }

  @Test("A frozen watch cache shows the past to lists that take it, and to nobody else")
  func frozenWatchCache() async throws {
    try await SandboxUnderTest.run { sandbox in
      let cached = Self.secrets + "?resourceVersion=0"
      let before = try await sandbox.names(cached)
      #expect(try await sandbox.ask("/sandbox/watch-cache", .post, #"{"frozen": true}"#).status == 200)
      #expect(try await sandbox.ask(Self.secrets, .post, Self.body).status == 201)
      #expect(try await sandbox.names(cached) == before)
      #expect(try await sandbox.names(Self.secrets) == before + ["new"])
      #expect(try await sandbox.ask(Self.secrets + "/new").status == 200)
      #expect(try await sandbox.ask("/sandbox/watch-cache", .post, #"{"frozen": false}"#).status == 200)
      #expect(try await sandbox.names(cached) == before + ["new"])
      #expect(try await sandbox.ask("/sandbox/watch-cache", .post, "{}").status == 400)
    }
  }

  @Test("A delayed answer comes, later")
  func delay() async throws {
    try await SandboxUnderTest.run { (sandbox) async throws in
      await sandbox.server.faults.add(Fault(.delay(milliseconds: 200)))
      let clock = ContinuousClock()
      let start = clock.now
      #expect(try await sandbox.ask("/version").status == 200)
      #expect(clock.now - start >= .milliseconds(200))
    }
  }

  @Test("An expired continue token is told apart, and the list can begin again")
  func expiredToken() async throws {
    try await SandboxUnderTest.run { (sandbox) async throws in
      let path = "/api/v1/namespaces?limit=5"
      let token = try #require(try await sandbox.json(path)[["metadata", "continue"]]?.string)
      await sandbox.server.faults.add(Fault(.expireContinue, times: 1))
      #expect(try await sandbox.ask(path).status == 200)
      let expired = try await sandbox.ask(path + "&continue=\(token)")
      let status = try JSONValue(parsing: expired.body)
      #expect(expired.status == 410)
      #expect(status["reason"] == "Expired")
      let inconsistent = try #require(status[["metadata", "continue"]]?.string)
      let rest = try await sandbox.names("/api/v1/namespaces?continue=\(inconsistent)")
      let all = try await sandbox.names("/api/v1/namespaces")
      #expect(rest == Array(all.dropFirst(5)))
    }
  }

  @Test("Faults are switched from outside, too")
  func control() async throws {
    try await SandboxUnderTest.run { (sandbox) async throws in
      let fault = #"{"effect": "status", "code": 503, "path": "/version", "times": 3}"#
      #expect(try await sandbox.ask("/sandbox/faults", .post, fault).status == 200)
      #expect(await sandbox.server.faults.current == [Fault(.status(503), path: "/version", times: 3)])
      #expect(try await sandbox.ask("/version").status == 503)
      #expect(try await sandbox.json("/sandbox/faults").array?.first?["times"] == 2)
      #expect(try await sandbox.ask("/sandbox/faults", .delete).status == 200)
      #expect(try await sandbox.ask("/version").status == 200)
    }
  }

  @Test(
    "A fault that is not understood is refused",
    arguments: [
      #"{"effect": "explode"}"#, #"{"effect": "status"}"#, #"{"effect": "status", "code": 200}"#, "{", "[]",
    ]
  )
  func unknownFault(_ text: String) async throws {
    try await SandboxUnderTest.run { (sandbox) async throws in
      #expect(try await sandbox.ask("/sandbox/faults", .post, text).status == 400)
      #expect(await sandbox.server.faults.current.isEmpty)
    }
  }
}
