import Foundation
import HTTP

/// Lets a thread that may block wait for async work.
///
/// libgit2 calls back in the midst of a call and wants its answer before it goes on, while the HTTP client is async.
/// The thread that waits must not be one of the cooperative pool: the work runs there, and a pool whose threads all wait
/// would never run it. A repository's own thread is none of them.
final class BlockingWait: Sendable {
  private struct State: Sendable {
    var isCancelled = false
    var current: Task<Void, Never>?
  }

  private let state = Locked(State())

  /// Ends what is awaited now and whatever will be awaited later, by cancelling it.
  func cancel() {
    let current = state.withLock { state in
      state.isCancelled = true
      return state.current
    }
    current?.cancel()
  }

  /// Blocks the calling thread until the work is done, and gives what it returned.
  ///
  /// The work is cancelled when this value is, and must then end soon by itself.
  func value<Value: Sendable>(of work: @escaping @Sendable () async -> Value) -> Value {
    let answer = Answer<Value>()
    let task = Task { answer.give(await work()) }
    let isCancelled = state.withLock { state in
      state.current = task
      return state.isCancelled
    }
    if isCancelled { task.cancel() }
    defer { state.withLock { $0.current = nil } }
    return answer.wait()
  }
}

/// A value that one thread gives, and another waits for.
///
/// Proof of `@unchecked Sendable`: `value` is private, is itself Sendable, and is touched only under the condition's
/// lock.
private final class Answer<Value: Sendable>: @unchecked Sendable {
  private let condition = NSCondition()
  private var value: Value?

  func give(_ value: Value) {
    condition.lock()
    self.value = value
    condition.signal()
    condition.unlock()
  }

  func wait() -> Value {
    condition.lock()
    defer { condition.unlock() }
    while true {
      if let value { return value }
      condition.wait()
    }
  }
}
