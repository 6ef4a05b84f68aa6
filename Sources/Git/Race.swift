import HTTP

/// Waits for work no longer than until a deadline, or until the caller is cancelled.
///
/// The work is cancelled then, and left behind: libgit2 may hang in a call that nothing ends, because it has no time
/// limits of its own.
func race<Value: Sendable>(
  until deadline: ContinuousClock.Instant?,
  otherwise: @escaping @Sendable (GitError.Reason) -> Value,
  _ work: @escaping @Sendable () async -> Value
) async -> Value {
  let first = FirstValue<Value>()
  let worker = Task { first.give(await work()) }
  let timer = deadline.map { deadline in
    Task {
      guard (try? await Task.sleep(until: deadline, clock: .continuous)) != nil else { return }
      first.give(otherwise(.deadline))
      worker.cancel()
    }
  }
  defer { timer?.cancel() }
  return await withTaskCancellationHandler {
    await first.value()
  } onCancel: {
    first.give(otherwise(.cancelled))
    worker.cancel()
  }
}

/// The first of several values, for the one who waits for it.
private final class FirstValue<Value: Sendable>: Sendable {
  private enum State: Sendable {
    case open
    case awaited(CheckedContinuation<Value, Never>)
    case given(Value)
  }

  private let state = Locked(State.open)

  func give(_ value: Value) {
    let waiting: CheckedContinuation<Value, Never>? = state.withLock { state in
      switch state {
      case .given: return nil
      case .open:
        state = .given(value)
        return nil
      case .awaited(let continuation):
        state = .given(value)
        return continuation
      }
    }
    waiting?.resume(returning: value)
  }

  func value() async -> Value {
    await withCheckedContinuation { continuation in
      let early: Value? = state.withLock { state in
        if case .given(let value) = state { return value }
        state = .awaited(continuation)
        return nil
      }
      if let early { continuation.resume(returning: early) }
    }
  }
}
