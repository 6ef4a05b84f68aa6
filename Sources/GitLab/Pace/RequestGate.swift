import HTTP

/// Lets requests through as fast as ``AdaptiveLimit`` says, in the order of their arrival.
actor RequestGate {
  /// Why a request was not let through.
  enum Refusal: Error, Equatable {
    /// The pause that is due is longer than anybody here waits.
    case pause(Duration)
    case outage(afterFailures: Int)
    case cancelled
  }

  /// The most requests that are ever on their way at once.
  nonisolated let maximum: Int

  private let pacing: Pacing
  private let longestPause: Duration
  private let deadline: ContinuousClock.Instant?
  private var limit: AdaptiveLimit
  private var waiting: [Waiter] = []
  private var lastWaiter = 0

  private struct Waiter {
    let number: Int
    let continuation: CheckedContinuation<AdaptiveLimit.Ticket?, Never>
  }

  init(_ limit: AdaptiveLimit, pacing: Pacing, longestPause: Duration, deadline: ContinuousClock.Instant?) {
    maximum = limit.maximum
    self.limit = limit
    self.pacing = pacing
    self.longestPause = longestPause
    self.deadline = deadline
  }

  /// Waits until a request may start.
  func enter() async throws(Refusal) -> AdaptiveLimit.Ticket {
    while true {
      if Task.isCancelled { throw .cancelled }
      let now = pacing.now()
      switch limit.admit(at: now) {
      case .start(let ticket):
        return ticket
      case .full:
        if let ticket = await room() { return ticket }
      case .refused(let failures):
        throw .outage(afterFailures: failures)
      case .pause(let pause):
        let fits = deadline.map { now + pause < $0 } ?? true
        guard pause <= longestPause, fits else { throw .pause(pause) }
        do {
          try await pacing.pause(pause)
        } catch {
          throw .cancelled
        }
      }
    }
  }

  /// Takes a ticket back, lets others through, and says how long this request must pause before its next try.
  func leave(_ ticket: AdaptiveLimit.Ticket, _ outcome: AdaptiveLimit.Outcome) -> Duration {
    let pause = limit.finish(ticket, outcome, at: pacing.now())
    letThrough()
    return pause
  }

  /// Notes that a request was given up, after all its tries.
  func giveUp() {
    limit.giveUp(at: pacing.now())
    letThrough()
  }

  /// Waits for a ticket; nil where the waiter must look for itself again.
  private func room() async -> AdaptiveLimit.Ticket? {
    lastWaiter += 1
    let number = lastWaiter
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        if Task.isCancelled {
          continuation.resume(returning: nil)
        } else {
          waiting.append(Waiter(number: number, continuation: continuation))
        }
      }
    } onCancel: {
      Task { await self.wake(number) }
    }
  }

  private func wake(_ number: Int) {
    guard let index = waiting.firstIndex(where: { $0.number == number }) else { return }
    waiting.remove(at: index).continuation.resume(returning: nil)
  }

  private func letThrough() {
    while !waiting.isEmpty {
      switch limit.admit(at: pacing.now()) {
      case .start(let ticket):
        waiting.removeFirst().continuation.resume(returning: ticket)
      case .full:
        return
      case .pause, .refused:
        // Each of them then waits, or gives up, by itself.
        for waiter in waiting { waiter.continuation.resume(returning: nil) }
        waiting.removeAll()
      }
    }
  }
}
