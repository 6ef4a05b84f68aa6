import FlyingFox
import FlyingSocks
import Foundation

/// Ends a connection without a byte of an answer.
///
/// FlyingFox writes the head of a plain answer before it asks for the body, but that of an upgrade only after the
/// handler agreed; so a refused upgrade is the one way to close a connection silently.
struct DroppedConnection: WSHandler {
  func makeFrames(for client: AsyncThrowingStream<WSFrame, any Error>) async throws -> AsyncStream<WSFrame> {
    throw SocketError.disconnected
  }
}

/// A body that ends too early: after the bytes sent, the connection is closed.
struct CutOffBody: AsyncBufferedSequence {
  typealias Element = UInt8

  /// The bytes that still go out.
  var sent: Data

  func makeAsyncIterator() -> Iterator {
    Iterator(rest: sent)
  }

  struct Iterator: AsyncBufferedIteratorProtocol {
    var rest: Data

    mutating func next() async throws -> UInt8? {
      guard let byte = rest.popFirst() else { throw SocketError.disconnected }
      return byte
    }

    mutating func nextBuffer(suggested count: Int) async throws -> Data? {
      guard !rest.isEmpty else { throw SocketError.disconnected }
      let buffer = Data(rest.prefix(count))
      rest = rest.dropFirst(count)
      return buffer
    }
  }
}
