import Foundation

/// The bytes between the transfer thread and the one reader of a body.
///
/// Decides alone; resumes nobody.
///
/// `Waiter` is what the reader leaves behind to be woken by.
struct BodyBuffer<Waiter> {
  enum Delivery: Equatable, Sendable {
    case chunk(Data)
    case end
    case failure(HTTPError)
  }

  enum Taken {
    /// There was something; with `resumes`, the paused transfer goes on.
    case delivery(Delivery, resumes: Bool)

    /// There is nothing yet; the waiter was kept.
    case waits

    /// Another reader waits already.
    case refused
  }

  /// The writer is stopped at this many bytes.
  static var highWater: Int { 1 << 20 }

  /// A stopped writer goes on when no more than this many bytes are left.
  static var lowWater: Int { 1 << 19 }

  private var chunks: [Data] = []
  private var first = 0
  private var count = 0
  private var waiter: Waiter?
  private var ending: Delivery?
  private(set) var isHeld = false

  /// Takes a chunk from the writer; returns the waiter to give it to, if one waits.
  mutating func push(_ chunk: Data) -> Waiter? {
    guard ending == nil else { return nil }
    if let reader = waiter {
      waiter = nil
      return reader
    }
    chunks.append(chunk)
    count += chunk.count
    // Once held, only the reader lets go: it is the one who tells the thread.
    isHeld = isHeld || count >= Self.highWater
    return nil
  }

  /// Ends the body, after what is buffered; returns the waiter to tell, if one waits.
  ///
  /// The first end counts.
  mutating func finish(_ delivery: Delivery) -> Waiter? {
    guard ending == nil else { return nil }
    ending = delivery
    defer { waiter = nil }
    return waiter
  }

  /// Ends the body at once, buffered chunks included; returns the waiter to tell, if one waits.
  mutating func abandon(_ error: HTTPError) -> Waiter? {
    chunks = []
    first = 0
    count = 0
    isHeld = false
    ending = .failure(error)
    defer { waiter = nil }
    return waiter
  }

  /// Hands out the next chunk or the end, or keeps the waiter until there is one.
  mutating func take(or newWaiter: Waiter) -> Taken {
    if first < chunks.count {
      let chunk = chunks[first]
      chunks[first] = Data()
      first += 1
      count -= chunk.count
      if first == chunks.count {
        chunks.removeAll(keepingCapacity: true)
        first = 0
      }
      let resumes = isHeld && count <= Self.lowWater
      if resumes {
        isHeld = false
      }
      return .delivery(.chunk(chunk), resumes: resumes)
    }
    if let ending {
      return .delivery(ending, resumes: false)
    }
    guard waiter == nil else { return .refused }
    waiter = newWaiter
    return .waits
  }
}

extension BodyBuffer: Sendable where Waiter: Sendable {}
