import Foundation

/// A value that can be touched only by the holder of its lock.
///
/// Proof of `@unchecked Sendable`: `value` is private, is itself Sendable, and is read and written only
/// between `lock()` and `unlock()`.
package final class Locked<Value: Sendable>: @unchecked Sendable {
  private let lock = NSLock()
  private var value: Value

  package init(_ value: Value) {
    self.value = value
  }

  package func withLock<Result>(_ body: (inout Value) -> Result) -> Result {
    lock.lock()
    defer { lock.unlock() }
    return body(&value)
  }
}
