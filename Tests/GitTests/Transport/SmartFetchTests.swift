import CGit2
import Foundation
import TestSupport
import Testing

@testable import Git

@Suite("Fetching over HTTPS from git http-backend")
struct SmartFetchTests {
  @Test("Some thousand objects come whole, over TLS 1.3 and on one connection")
  func clones() async throws {
    try await SmartWorld.with { world in
      let origin = try await ServedRepository("shop", in: world.folder)
      try await origin.commit(3, files: 1200)
      let conversation = try world.conversation()
      let copy = BareCopy(in: world.folder)
      #expect(await copy.fetch(over: conversation) == 0)
      #expect(conversation.refusal == nil)

      let arrived = ServedRepository(at: copy.folder)
      #expect(try await arrived.tip() == origin.tip())
      try await arrived.check()
      let lines = try world.server.lines()
      #expect(lines.map(\.tls) == ["TLSv1.3", "TLSv1.3"])
      #expect(lines.map(\.connection) == [1, 1])
      #expect(lines.allSatisfy { $0.fields?.contains("git-protocol") == false })
      #expect(lines.map { $0.fields?.contains("accept-encoding") } == [true, false])
    }
  }

  @Test("A second fetch brings what is new, and one with nothing new asks for the branches alone")
  func fetchesIncrementally() async throws {
    try await SmartWorld.with { world in
      let origin = try await ServedRepository("shop", in: world.folder)
      try await origin.commit(100, files: 2)
      let copy = BareCopy(in: world.folder)
      #expect(await copy.fetch(over: try world.conversation()) == 0)
      try await origin.commit(30, name: "later")
      #expect(await copy.fetch(over: try world.conversation()) == 0)
      #expect(try await ServedRepository(at: copy.folder).tip() == origin.tip())

      let before = try world.server.lines().count
      #expect(await copy.fetch(over: try world.conversation()) == 0)
      let last = try world.server.lines().dropFirst(before)
      #expect(last.compactMap(\.request) == ["GET /shop.git/info/refs?service=git-upload-pack"])
    }
  }

  @Test("Histories that went different ways are negotiated over several requests")
  func negotiates() async throws {
    try await SmartWorld.with { world in
      let origin = try await ServedRepository("shop", in: world.folder)
      try await origin.commit(5)
      let copy = BareCopy(in: world.folder)
      #expect(await copy.fetch(over: try world.conversation()) == 0)
      try await ServedRepository(at: copy.folder).commit(60, name: "ours")
      try await origin.commit(60, name: "theirs")
      let before = try world.server.lines().count
      #expect(await copy.fetch(over: try world.conversation()) == 0)
      #expect(try await ServedRepository(at: copy.folder).tip() == origin.tip())
      let posts = try world.server.lines().dropFirst(before).filter { $0.request?.hasPrefix("POST") == true }
      #expect(posts.count > 1)
    }
  }

  @Test("A repository without commits is no failure")
  func fetchesNothing() async throws {
    try await SmartWorld.with { world in
      _ = try await ServedRepository("shop", in: world.folder)
      let conversation = try world.conversation()
      #expect(await BareCopy(in: world.folder).fetch(over: conversation) == 0)
      #expect(conversation.refusal == nil)
    }
  }

  @Test("Two repositories come at the same time")
  func fetchesConcurrently() async throws {
    try await SmartWorld.with { world in
      let shop = try await ServedRepository("shop", in: world.folder)
      let flux = try await ServedRepository("flux", in: world.folder)
      try await shop.commit(2, files: 500)
      try await flux.commit(2, files: 500)
      let copies = (BareCopy(in: world.folder, "a.git"), BareCopy(in: world.folder, "b.git"))
      let conversations = (try world.conversation("shop.git"), try world.conversation("flux.git"))
      async let first = copies.0.fetch(over: conversations.0)
      async let second = copies.1.fetch(over: conversations.1)
      #expect(await [first, second] == [0, 0])
      #expect(try await ServedRepository(at: copies.0.folder).tip() == shop.tip())
      #expect(try await ServedRepository(at: copies.1.folder).tip() == flux.tip())
    }
  }
}
