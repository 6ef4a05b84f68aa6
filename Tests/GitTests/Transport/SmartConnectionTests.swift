import Foundation
import HTTP
import TestSupport
import Testing

@testable import Git

@Suite("The way to a git server")
struct SmartConnectionTests {
  /// What a fetch of a repository with one commit comes to.
  func fetch(
    _ world: SmartWorld,
    password: String? = SmartWorld.password,
    _ change: (inout HTTPClientConfiguration) -> Void = { _ in }
  ) async throws -> SmartRefusal? {
    let origin = try await ServedRepository("shop", in: world.folder)
    try await origin.commit()
    let conversation = try world.conversation(password: password, change)
    let copy = BareCopy(in: world.folder)
    let code = await copy.fetch(over: conversation)
    #expect((code == 0) == (conversation.refusal == nil))
    #expect(try await (ServedRepository(at: copy.folder).tip() != nil) == (code == 0))
    return conversation.refusal
  }

  @Test("The address in the certificate and its own authority are accepted")
  func accepts() async throws {
    try await SmartWorld.with { world in
      let refusal = try await fetch(world)
      #expect(refusal == nil)
    }
  }

  @Test("An authority that is not configured is refused, in words that say what to do")
  func unknownAuthority() async throws {
    try await SmartWorld.with { world in
      let refusal = try #require(try await fetch(world) { $0.trust = .system })
      #expect(refusal.description.contains("Configure the certificate of that authority (CA)"))
    }
  }

  @Test("A certificate for another address is refused")
  func otherName() async throws {
    try await SmartWorld.with(names: "DNS:gitlab.example.com,IP:192.0.2.1") { world in
      let refusal = try #require(try await fetch(world))
      guard case .transport(let error) = refusal.cause else {
        Issue.record("not the connection's failure: \(refusal)")
        return
      }
      #expect(error.reason == .untrusted(.otherName(expected: "127.0.0.1")))
    }
  }

  @Test("Through a proxy that wants a password, whole packs come as without one")
  func proxy() async throws {
    try await SmartWorld.with { world in
      let asked = TestLog<String>()
      let proxy = try ScriptedServer { connection, _ in
        let request = try connection.readRequest()
        asked.append("\(request.method) \(request.target) \(request.field("Proxy-Authorization") ?? "")")
        // What is meant for the server must not reach the proxy.
        asked.append(request.field("Authorization") ?? "no credential")
        try connection.send("HTTP/1.1 200 Connection established\r\n\r\n")
        try connection.relay(toPort: world.server.port)
      }
      defer { proxy.stop() }
      let refusal = try await fetch(world) { $0.proxy = .url("http://joe:hunter2@127.0.0.1:\(proxy.port)") }
      #expect(refusal == nil)
      // The words are "joe:hunter2" in Base64.
      #expect(asked.all == ["CONNECT 127.0.0.1:\(world.server.port) Basic am9lOmh1bnRlcjI=", "no credential"])
    }
  }

  @Test("A proxy that refuses is named as the one to look at, without its password")
  func proxyRefuses() async throws {
    try await SmartWorld.with { world in
      let proxy = try ScriptedServer { connection, _ in
        _ = try connection.readRequest()
        try connection.respond(407)
      }
      defer { proxy.stop() }
      let refusal = try #require(
        try await fetch(world) { $0.proxy = .url("http://joe:hunter2@127.0.0.1:\(proxy.port)") }
      )
      #expect(refusal.description.contains("the proxy refused the connection with status 407"))
      #expect(!refusal.description.contains("hunter2"))
    }
  }

  @Test("A wrong password is refused once, not tried again, and shown nowhere")
  func wrongPassword() async throws {
    try await SmartWorld.with { world in
      let refusal = try #require(try await fetch(world, password: "glpat-wrong-horse"))
      #expect(refusal.cause == .credentialRefused(username: "oauth2"))
      #expect(refusal.said == "HTTP Basic: Access denied.")
      #expect(!"\(refusal) \(String(reflecting: refusal))".contains("wrong-horse"))
      #expect(try world.server.lines().count == 1)
    }
  }

  @Test("Without a credential, a server that wants one says so")
  func noCredential() async throws {
    try await SmartWorld.with { world in
      let refusal = try #require(try await fetch(world, password: nil))
      #expect(refusal.cause == .credentialMissing)
    }
  }

  @Test("A repository that is not there is not found")
  func notFound() async throws {
    try await SmartWorld.with { world in
      let conversation = try world.conversation("nothing.git")
      #expect(await BareCopy(in: world.folder).fetch(over: conversation) < 0)
      #expect(conversation.refusal?.cause == .notFound)
    }
  }
}
