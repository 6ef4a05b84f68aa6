package import Foundation

/// An answer whose body is read while it arrives.
///
/// Every status is an answer.
package struct HTTPStream: Sendable {
  package let status: Int
  package let headers: HTTPHeaders
  package let body: HTTPBody
}

/// The body of an ``HTTPStream``: chunks of at most 256 KB, for one reader.
///
/// When the reader is more than 1 MB behind, the transfer pauses until it has caught up. A body that ends
/// before its announced end is an error, never a short success. When the reader is cancelled, or the last
/// copy of the body is gone, the transfer ends.
package struct HTTPBody: AsyncSequence, Sendable {
  package typealias Element = Data
  package typealias Failure = HTTPError

  private let lease: TransferLease

  init(_ lease: TransferLease) {
    self.lease = lease
  }

  /// Reads on where the last iterator stopped.
  package func makeAsyncIterator() -> Iterator {
    Iterator(lease: lease)
  }

  /// Reads what is left in one piece.
  ///
  /// - Throws: ``HTTPError``, also when there are more than `limit` bytes.
  package func collect(upTo limit: Int) async throws(HTTPError) -> Data {
    var whole = Data()
    for try await chunk in self {
      guard whole.count + chunk.count <= limit else {
        throw lease.transfer.order.error(.tooLarge(limit: limit))
      }
      whole.append(chunk)
    }
    return whole
  }

  /// Waits for one chunk after another.
  package struct Iterator: AsyncIteratorProtocol {
    let lease: TransferLease

    /// The next chunk, or nil at the proper end of the body.
    package func next() async throws(HTTPError) -> Data? {
      try await lease.transfer.nextChunk().get()
    }

    /// The next chunk, or nil at the proper end of the body.
    package func next(isolation actor: isolated (any Actor)?) async throws(HTTPError) -> Data? {
      try await lease.transfer.nextChunk().get()
    }
  }
}
