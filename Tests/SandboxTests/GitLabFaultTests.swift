import Foundation
import HTTP
import Sandbox
import TestSupport
import Testing

@Suite("The sandbox's GitLab fails as it is told to")
struct GitLabFaultTests {
  private static let groups = "/gitlab/api/v4/groups"

  @Test("The cluster and GitLab fail apart")
  func apart() async throws {
    try await SandboxUnderTest.run { (sandbox) async throws in
      await sandbox.server.faults.add(Fault(.status(503), path: "/gitlab/*"))
      #expect(try await sandbox.gitlab.get("/groups").status == 503)
      #expect(try await sandbox.ask("/api/v1/namespaces").status == 200)
      await sandbox.server.faults.clear()
      await sandbox.server.faults.add(Fault(.status(503), path: "/api/*"))
      #expect(try await sandbox.gitlab.get("/groups").status == 200)
      #expect(try await sandbox.ask("/api/v1/namespaces").status == 503)
    }
  }

  @Test("The limit of an endpoint is JSON, and names a pause or does not", arguments: [nil, 60])
  func endpointLimit(_ pause: Int?) async throws {
    try await SandboxUnderTest.run { (sandbox) async throws in
      await sandbox.server.faults.add(Fault(.status(429, retryAfter: pause), path: Self.groups, times: 1))
      let reply = try await sandbox.gitlab.get("/groups")
      #expect(reply.status == 429)
      let words = #"{"message":{"error":"This endpoint has been requested too many times. Try again later."}}"#
      #expect(reply.text == words)
      #expect(reply["Retry-After"] == pause.map { String($0) })
      #expect(reply["RateLimit-Remaining"] == nil)
      #expect(try await sandbox.gitlab.get("/groups").status == 200)
    }
  }

  @Test("The general throttle is plain text with all its headers")
  func throttle() async throws {
    try await SandboxUnderTest.run { (sandbox) async throws in
      await sandbox.server.faults.add(Fault(.throttle(seconds: 9), path: Self.groups, times: 1))
      let reply = try await sandbox.gitlab.get("/groups")
      #expect(reply.status == 429)
      #expect(reply.text == "Retry later\n")
      #expect(reply["Content-Type"]?.hasPrefix("text/plain") == true)
      #expect(reply["Retry-After"] == "9")
      #expect(reply["RateLimit-Remaining"] == "0")
      #expect(reply["RateLimit-Reset"] == "1800000009")
      #expect(reply["RateLimit-ResetTime"] == "Fri, 15 Jan 2027 08:00:09 GMT")
    }
  }

  @Test("A budget of requests is shown where it is to be, and each caller has its own", arguments: [true, false])
  func budget(isShown: Bool) async throws {
    try await SandboxUnderTest.run { (sandbox) async throws in
      await sandbox.server.gitlab.configure { settings in
        settings.requestsPerMinute = 2
        settings.showsRateLimit = isShown
      }
      let gitlab = try sandbox.gitlab
      for left in ["1", "0"] {
        #expect(try await gitlab.get("/groups")["RateLimit-Remaining"] == (isShown ? left : nil))
      }
      let refused = try await gitlab.get("/groups")
      #expect(refused.status == 429)
      #expect(refused["RateLimit-Observed"] == "3")
      #expect(refused["Retry-After"] == "60")
      #expect(try await gitlab.get("/groups", as: .reader).status == 200)
    }
  }

  @Test("A proxy answers with a page for people", arguments: [200, 502])
  func webPage(_ code: Int) async throws {
    try await SandboxUnderTest.run { (sandbox) async throws in
      await sandbox.server.faults.add(Fault(.html(code), path: Self.groups))
      let reply = try await sandbox.gitlab.get("/groups")
      #expect(reply.status == code)
      #expect(reply["Content-Type"] == "text/html; charset=utf-8")
      #expect(reply.text.hasPrefix("<!DOCTYPE html>"))
    }
  }

  @Test("A good answer says that it is something else")
  func contentType() async throws {
    try await SandboxUnderTest.run { (sandbox) async throws in
      await sandbox.server.faults.add(Fault(.contentType("text/plain"), path: Self.groups))
      let reply = try await sandbox.gitlab.get("/groups")
      #expect(reply["Content-Type"] == "text/plain")
      #expect(try reply.decoded(as: [GroupEntity].self).count == 20)
    }
  }

  @Test("Links lead to a host of nobody's")
  func foreignLink() async throws {
    try await SandboxUnderTest.run { (sandbox) async throws in
      await sandbox.server.faults.add(Fault(.foreignLink, path: Self.groups))
      let reply = try await sandbox.gitlab.get("/groups")
      #expect(reply.link("next") == "https://gitlab.internal.invalid/gitlab/api/v4/groups?page=2&per_page=20")
      #expect(reply["X-Next-Page"] == "2")
    }
  }

  @Test("The next page is this page, again and again")
  func repeatedNext() async throws {
    try await SandboxUnderTest.run { (sandbox) async throws in
      await sandbox.server.faults.add(Fault(.repeatNext, path: Self.groups))
      let reply = try await sandbox.gitlab.get("/groups?per_page=5&page=2")
      #expect(reply["X-Next-Page"] == "2")
      #expect(reply.link("next")?.hasSuffix("/groups?page=2&per_page=5") == true)
      #expect(try await sandbox.gitlab.get("/groups?per_page=100")["X-Next-Page"] == "")
    }
  }

  @Test("Rows that go or come during the walk are missed or seen twice", arguments: [1, -1])
  func shiftedRows(_ rows: Int) async throws {
    try await SandboxUnderTest.run { (sandbox) async throws in
      let all = try await sandbox.gitlab.get("/groups?per_page=100").decoded(as: [GroupEntity].self).map(\.id)
      await sandbox.server.faults.add(Fault(.shiftRows(rows), path: Self.groups))
      var seen: [Int] = []
      for page in 1...3 {
        let reply = try await sandbox.gitlab.get("/groups?per_page=10&page=\(page)")
        seen += try reply.decoded(as: [GroupEntity].self).map(\.id)
      }
      #expect(seen.prefix(10) == all.prefix(10))
      if rows > 0 {
        #expect(Set(all).subtracting(seen) == [all[10]])
      } else {
        #expect(seen.filter { $0 == all[9] }.count == 2)
      }
    }
  }

  @Test("A connection dropped before a write leaves nothing, one dropped after it a token that nobody knows")
  func droppedConnections() async throws {
    try await SandboxUnderTest.run { (sandbox) async throws in
      let gitlab = try sandbox.gitlab
      let body = #"{"name": "lost", "scopes": ["read_registry"], "expires_at": "2027-03-01"}"#
      let path = "/groups/shop/access_tokens"
      for (effect, count) in [(Fault.Effect.dropBefore, 0), (.dropAfter, 1)] {
        await sandbox.server.faults.add(Fault(effect, method: "POST", times: 1))
        await #expect(throws: HTTPError.self) { try await gitlab.send(.post, path, body) }
        let tokens = try await gitlab.get("\(path)?search=lost").decoded(as: [TokenEntity].self)
        #expect(tokens.count == count)
      }
    }
  }

  @Test("A truncated list is no answer")
  func truncation() async throws {
    try await SandboxUnderTest.run { (sandbox) async throws in
      await sandbox.server.faults.add(Fault(.truncate(bytes: 500), path: Self.groups, times: 1))
      let gitlab = try sandbox.gitlab
      await #expect(throws: HTTPError.self) { try await gitlab.get("/groups") }
      #expect(try await gitlab.get("/groups").status == 200)
    }
  }

  @Test("GitLab's faults are switched from outside, too")
  func control() async throws {
    try await SandboxUnderTest.run { (sandbox) async throws in
      let effects: [Fault.Effect] = [
        .throttle(seconds: 3), .html(502), .contentType("text/plain"), .foreignLink, .repeatNext, .shiftRows(-2),
      ]
      let texts = [
        #""throttle", "seconds": 3"#, #""html", "code": 502"#, #""contentType", "contentType": "text/plain""#,
        #""foreignLink""#, #""repeatNext""#, #""shiftRows", "rows": -2"#,
      ]
      for text in texts { _ = try await sandbox.ask("/sandbox/faults", .post, #"{"effect": \#(text)}"#) }
      #expect(await sandbox.server.faults.current == effects.map { Fault($0) })
      let shown = try await sandbox.json("/sandbox/faults").array ?? []
      #expect(
        shown.map { $0["effect"]?.string }
          == effects.indices.map { texts[$0].split(separator: "\"").first.map(String.init) }
      )
    }
  }
}
