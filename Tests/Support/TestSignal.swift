import Dispatch
import Foundation

/// Something that happens once: raised on one side, awaited on the other, in any order.
package final class TestSignal: Sendable {
  /// Nobody raised the signal in time.
  package struct Overdue: Error {}

  private let (stream, continuation) = AsyncStream<Void>.makeStream()
  private let semaphore = DispatchSemaphore(value: 0)

  /// A signal not raised yet.
  package init() {}

  /// Lets everybody on.
  package func raise() {
    semaphore.signal()
    continuation.yield()
  }

  /// Waits in a task.
  package func wait() async {
    for await _ in stream { return }
  }

  /// Waits on a thread of its own, such as a server's.
  package func block() throws {
    guard semaphore.wait(timeout: .now() + 60) == .success else { throw Overdue() }
    semaphore.signal()
  }
}

/// A number that threads count up together.
package final class TestCounter: @unchecked Sendable {
  // Proof of `@unchecked Sendable`: `count` is private and touched only under the lock.
  private let lock = NSLock()
  private var count = 0

  /// A counter at zero.
  package init() {}

  package var value: Int { lock.withLock { count } }

  /// Counts one up; returns the number before.
  @discardableResult
  package func increment() -> Int {
    lock.withLock {
      defer { count += 1 }
      return count
    }
  }
}

/// A list that threads write together.
package final class TestLog<Element: Sendable>: @unchecked Sendable {
  // Proof of `@unchecked Sendable`: `items` is private and touched only under the lock.
  private let lock = NSLock()
  private var items: [Element] = []

  /// An empty list.
  package init() {}

  package var all: [Element] { lock.withLock { items } }

  /// Adds to the end.
  package func append(_ item: Element) {
    lock.withLock { items.append(item) }
  }
}
