import Foundation
import HTTP
import TestSupport
import Testing

@testable import Git

@Suite("Faults in the midst of git over HTTPS")
struct SmartFaultTests {
  /// A world whose repository makes a pack of some hundred kilobytes.
  func withLargePack(_ test: (SmartWorld) async throws -> Void) async throws {
    try await SmartWorld.with { world in
      try await ServedRepository("shop", in: world.folder).commit(1, files: 600, bytes: 1000)
      try await test(world)
    }
  }

  /// Why the connection failed; nil where something else did.
  func reason(_ conversation: SmartConversation) -> HTTPError.Reason? {
    guard case .transport(let error) = conversation.refusal?.cause else { return nil }
    return error.reason
  }

  @Test("A pack that is cut off is a failure, and leaves no branch", arguments: [0, 1, 4, 100, 200_000])
  func cutOff(bytes: Int) async throws {
    try await withLargePack { world in
      let conversation = try world.conversation("cut-\(bytes)/shop.git")
      let copy = BareCopy(in: world.folder)
      #expect(await copy.fetch(over: conversation) < 0)
      guard case .cutOff = reason(conversation) else {
        Issue.record("not cut off: \(String(describing: conversation.refusal))")
        return
      }
      #expect(try await ServedRepository(at: copy.folder).tip() == nil)
    }
  }

  @Test("A pack that stalls is given up after the time without a byte")
  func stalls() async throws {
    try await withLargePack { world in
      let conversation = try world.conversation("stall-200000/shop.git") { $0.stallTimeout = .milliseconds(300) }
      #expect(await BareCopy(in: world.folder).fetch(over: conversation) < 0)
      #expect(reason(conversation) == .timedOut(.stalled, after: .milliseconds(300)))
      try await world.server.waitForFault("left")
    }
  }

  @Test("The run's deadline ends a clone in its midst")
  func deadline() async throws {
    try await withLargePack { world in
      let conversation = try world.conversation("stall-200000/shop.git") { $0.deadline = .now + .seconds(2) }
      #expect(await BareCopy(in: world.folder).fetch(over: conversation) < 0)
      #expect(reason(conversation) == .deadline(pause: nil))
    }
  }

  @Test("A cancellation ends a clone in its midst, and the connection with it")
  func cancelled() async throws {
    try await withLargePack { world in
      let blockingWait = BlockingWait()
      let conversation = try world.conversation("stall-200000/shop.git", waitingWith: blockingWait)
      let copy = BareCopy(in: world.folder)
      async let code = copy.fetch(over: conversation)
      try await world.server.waitForFault("stall")
      blockingWait.cancel()
      #expect(await code < 0)
      #expect(reason(conversation) == .cancelled)
      try await world.server.waitForFault("left")
    }
  }

  @Test("A conversation that was cancelled before it began sends nothing")
  func cancelledBefore() async throws {
    try await withLargePack { world in
      let blockingWait = BlockingWait()
      let conversation = try world.conversation(waitingWith: blockingWait)
      blockingWait.cancel()
      #expect(await BareCopy(in: world.folder).fetch(over: conversation) < 0)
      #expect(reason(conversation) == .cancelled)
      #expect(try world.server.lines().isEmpty)
    }
  }

  @Test("A reader that does not read holds the server back instead of gathering the pack")
  func holdsBack() throws {
    let sent = TestLog<Int>()
    let blocked = TestSignal()
    let server = try ScriptedServer { connection, _ in
      _ = try connection.readRequest()
      try connection.send("HTTP/1.1 200 OK\r\nContent-Type: application/x-git-upload-pack-result\r\n\r\n")
      sent.append(try connection.sendUntilBlocked(limit: 256 << 20))
      blocked.raise()
    }
    defer { server.stop() }
    let conversation = try makeConversation(server.url)
    let stream = SmartStream(.fetch, in: conversation)
    var buffer = [UInt8](repeating: 0, count: 100)
    #expect(try buffer.withUnsafeMutableBytes { try stream.read(into: $0) } == 100)
    try blocked.block()
    #expect(try #require(sent.all.first) < 64 << 20)
  }
}
