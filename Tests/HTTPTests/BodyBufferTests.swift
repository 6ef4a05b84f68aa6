import Foundation
import Testing

@testable import HTTP

@Suite("The buffer between transfer and reader")
struct BodyBufferTests {
  var buffer = BodyBuffer<String>()

  static let lost = HTTPError(.cutOff(expected: 9, received: 4), method: .get, url: "https://example.com")

  /// What the next take gives, in words.
  mutating func take(_ waiter: String = "reader") -> String {
    switch buffer.take(or: waiter) {
    case .delivery(.chunk(let chunk), let resumes): "\(chunk.count) bytes" + (resumes ? ", resumes" : "")
    case .delivery(.end, _): "end"
    case .delivery(.failure(let error), _): "\(error.reason)"
    case .waits: "waits"
    case .refused: "refused"
    }
  }

  @Test("Chunks come out in order, then the end, for ever")
  mutating func keepsOrder() {
    #expect(buffer.push(Data(count: 1)) == nil)
    #expect(buffer.push(Data(count: 2)) == nil)
    #expect(buffer.finish(.end) == nil)
    #expect(take() == "1 bytes")
    #expect(take() == "2 bytes")
    #expect(take() == "end")
    #expect(take() == "end")
  }

  @Test("A reader that waits is handed the next chunk, and nothing is buffered")
  mutating func handsOver() {
    #expect(take("first") == "waits")
    #expect(buffer.push(Data(count: 1)) == "first")
    #expect(take("second") == "waits")
    #expect(buffer.finish(.end) == "second")
  }

  @Test("An error comes after what arrived before it")
  mutating func failsAfterChunks() {
    _ = buffer.push(Data(count: 4))
    _ = buffer.finish(.failure(Self.lost))
    #expect(take() == "4 bytes")
    #expect(take() == "\(Self.lost.reason)")
  }

  @Test("The writer is held at 1 MB and let go when half of it is read")
  mutating func holdsWriter() {
    for _ in 0..<4 {
      #expect(!buffer.isHeld)
      _ = buffer.push(Data(count: 256 << 10))
    }
    #expect(buffer.isHeld)
    #expect(take() == "262144 bytes")
    #expect(take() == "262144 bytes, resumes")
    #expect(!buffer.isHeld)
  }

  @Test("A held writer stays held while the rest of its bytes trickle in")
  mutating func staysHeld() {
    for _ in 0..<4 {
      _ = buffer.push(Data(count: 256 << 10))
    }
    #expect(take() == "262144 bytes")
    _ = buffer.push(Data(count: 1))
    #expect(buffer.isHeld)
    #expect(take() == "262144 bytes")
    #expect(take() == "262144 bytes, resumes")
  }

  @Test("An abandoned buffer forgets its chunks and lets nobody wait")
  mutating func abandons() {
    _ = buffer.push(Data(count: 4))
    #expect(buffer.abandon(Self.lost) == nil)
    #expect(take() == "\(Self.lost.reason)")
    #expect(buffer.push(Data(count: 4)) == nil)
    #expect(take() == "\(Self.lost.reason)")
  }

  @Test("A second reader is refused while one waits")
  mutating func refusesSecondReader() {
    #expect(take("first") == "waits")
    #expect(take("second") == "refused")
    #expect(buffer.push(Data(count: 1)) == "first")
  }
}
