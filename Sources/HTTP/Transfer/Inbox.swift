import CCurl

/// What tasks want from the transfer thread.
final class Inbox: Sendable {
  enum Command: Sendable {
    case start(Transfer)
    case cancel(Transfer)

    /// The reader has caught up.
    case resume(Transfer)

    case stop
  }

  private struct State: Sendable {
    var commands: [Command] = []
    var bell: Bell?
    var threadSleeps = false
    var isClosed = false
  }

  private let state = Locked(State())

  /// Leaves a command and wakes the thread; false when the thread has ended.
  @discardableResult
  func post(_ command: Command) -> Bool {
    state.withLock { state in
      guard !state.isClosed else { return false }
      state.commands.append(command)
      if state.threadSleeps {
        state.threadSleeps = false
        state.bell?.ring()
      }
      return true
    }
  }

  /// The thread says that it can be woken.
  func open(_ bell: Bell) {
    state.withLock { $0.bell = bell }
  }

  /// The thread takes what was left for it.
  func takeAll() -> [Command] {
    state.withLock { state in
      state.threadSleeps = false
      defer { state.commands = [] }
      return state.commands
    }
  }

  /// The thread is about to sleep; false when something was left meanwhile.
  func mayThreadSleep() -> Bool {
    state.withLock { state in
      state.threadSleeps = state.commands.isEmpty
      return state.threadSleeps
    }
  }

  /// The thread ends; what was left stays undone.
  func close() -> [Command] {
    state.withLock { state in
      state.isClosed = true
      state.bell = nil
      defer { state.commands = [] }
      return state.commands
    }
  }
}

/// Wakes the thread that sleeps in `curl_multi_poll`.
///
/// Proof of `@unchecked Sendable`: the handle is used for `curl_multi_wakeup` alone, the one function that
/// libcurl allows from any thread, and only under the lock of the inbox, which drops the bell before the
/// thread frees the handle.
@safe struct Bell: @unchecked Sendable {
  private let multi: UnsafeMutableRawPointer

  init(_ multi: UnsafeMutableRawPointer) {
    unsafe self.multi = unsafe multi
  }

  func ring() {
    // A failure means that the thread is awake: libcurl drops a wake-up only when too many are pending.
    _ = unsafe curl_multi_wakeup(multi)
  }
}
