import Foundation

/// Collects what would be written to a stream.
final class Written: Sendable {
  private let lock = NSLock()
  // Read and written under the lock alone.
  nonisolated(unsafe) private var collected = ""

  /// Adds `text`.
  func add(_ text: String) {
    lock.withLock { collected += text }
  }

  /// All of it.
  var text: String { lock.withLock { collected } }
}
