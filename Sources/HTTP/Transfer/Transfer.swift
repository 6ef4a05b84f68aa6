import Foundation

/// One try of a request: the meeting point of the task that waits and the thread that transfers.
///
/// The answer is given once. In a stream it has an empty body, and the chunks follow.
final class Transfer: Sendable {
  typealias Answer = Result<HTTPResponse, HTTPError>
  typealias Chunk = Result<Data?, HTTPError>

  fileprivate struct State: Sendable {
    var answer: Answer?
    var waiter: CheckedContinuation<Answer, Never>?
    var body = BodyBuffer<CheckedContinuation<Chunk, Never>>()
    var isCancelled = false
    var isFinished = false
  }

  let order: TransferOrder
  private let inbox: Inbox
  private let state = Locked(State())

  init(_ order: TransferOrder, _ inbox: Inbox) {
    self.order = order
    self.inbox = inbox
  }

  /// Starts the transfer and waits for its answer.
  ///
  /// When the task is cancelled, so is the transfer.
  func answer() async -> Answer {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        // A cancellation may have come first: then the answer is there already.
        let answer = state.withLock { state in
          if state.answer == nil {
            state.waiter = continuation
          }
          return state.answer
        }
        if let answer {
          continuation.resume(returning: answer)
        } else if !inbox.post(.start(self)) {
          finish(.failure(order.error(.shutDown)))
        }
      }
    } onCancel: {
      cancel()
    }
  }

  /// Waits for the next chunk; nil is the proper end.
  ///
  /// When the task is cancelled, so is the transfer.
  func nextChunk() async -> Chunk {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        switch state.withLock({ $0.body.take(or: continuation) }) {
        case .delivery(let delivery, let resumes):
          if resumes {
            inbox.post(.resume(self))
          }
          continuation.resume(returning: delivery.chunk)
        case .waits:
          break
        case .refused:
          continuation.resume(returning: .failure(order.error(.secondReader)))
        }
      }
    } onCancel: {
      cancel()
    }
  }

  /// Ends the transfer, wherever it is.
  ///
  /// Whoever waits learns that it was cancelled.
  func cancel() {
    let error = order.error(.cancelled)
    let (isNews, waiter, reader) = state.withLock { state in
      guard !state.isCancelled else {
        return (false, CheckedContinuation<Answer, Never>?.none, CheckedContinuation<Chunk, Never>?.none)
      }
      state.isCancelled = true
      let isNews = !state.isFinished
      let waiter = state.give(.failure(error))
      // What was received in whole stays readable: a reader that comes too late to cancel loses nothing.
      return (isNews, waiter, isNews ? state.body.abandon(error) : nil)
    }
    waiter?.resume(returning: .failure(error))
    reader?.resume(returning: .failure(error))
    if isNews {
      inbox.post(.cancel(self))
    }
  }
}

// The side of the transfer thread.
extension Transfer {
  var isCancelled: Bool { state.withLock(\.isCancelled) }

  /// The head of a stream is there.
  func begin(_ head: HTTPResponse) {
    state.withLock { $0.give(.success(head)) }?.resume(returning: .success(head))
  }

  /// A chunk of a stream is there; true when the reader is so far behind that the transfer must pause.
  func push(_ chunk: Data) -> Bool {
    let (reader, isHeld) = state.withLock { state in
      (state.body.push(chunk), state.body.isHeld)
    }
    reader?.resume(returning: .success(chunk))
    return isHeld
  }

  /// The transfer is over: with the whole answer, at the end of a stream, or with an error.
  func finish(_ answer: Answer) {
    let ending: BodyBuffer<CheckedContinuation<Chunk, Never>>.Delivery
    switch answer {
    case .success: ending = .end
    case .failure(let error): ending = .failure(error)
    }
    let (waiter, reader) = state.withLock { state in
      state.isFinished = true
      return (state.give(answer), state.body.finish(ending))
    }
    waiter?.resume(returning: answer)
    reader?.resume(returning: ending.chunk)
  }
}

extension Transfer.State {
  /// Sets the answer if there is none; returns the waiter to tell, if one waits.
  fileprivate mutating func give(_ answer: Transfer.Answer) -> CheckedContinuation<Transfer.Answer, Never>? {
    guard self.answer == nil else { return nil }
    self.answer = answer
    defer { waiter = nil }
    return waiter
  }
}

extension BodyBuffer.Delivery {
  fileprivate var chunk: Transfer.Chunk {
    switch self {
    case .chunk(let data): .success(data)
    case .end: .success(nil)
    case .failure(let error): .failure(error)
    }
  }
}
