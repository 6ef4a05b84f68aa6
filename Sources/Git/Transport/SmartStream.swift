import Foundation
import HTTP

/// One request of a conversation and its answer, as libgit2 writes the one and reads the other.
///
/// It belongs to the thread on which libgit2 works.
final class SmartStream {
  private enum State {
    /// What was written so far; the request is not sent yet.
    case writing(Data)

    /// What came and was not read yet, and where the rest comes from.
    case reading(Data, HTTPBody)

    case over
  }

  /// What may follow the end of a pack: the last bytes of HTTP itself, not another pack.
  private static let longestRest = 64 << 10

  private let conversation: SmartConversation
  private let action: SmartAction
  private var state = State.writing(Data())

  init(_ action: SmartAction, in conversation: SmartConversation) {
    self.action = action
    self.conversation = conversation
  }

  /// Adds to the request's body, which is sent in whole: few servers take one whose length is not announced.
  func write(_ bytes: UnsafeRawBufferPointer) throws(SmartRefusal) {
    guard case .writing(var body) = state, !action.isListing else {
      throw SmartRefusal(action, .outOfOrder)
    }
    // Two owners of the bytes would make each `append` copy them all.
    state = .over
    unsafe body.append(contentsOf: bytes)
    state = .writing(body)
  }

  /// Fills the buffer with what there is, at least one byte; returns how many, and 0 at the answer's end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SmartRefusal) -> Int {
    if case .writing(let body) = state {
      state = .over
      state = .reading(Data(), try conversation.begin(action, sending: body))
    }
    guard case .reading(var piece, let answer) = state else { return 0 }
    if piece.isEmpty {
      state = .over
      guard let next = try conversation.next(of: answer, to: action) else { return 0 }
      piece = next
    }
    let count = min(piece.count, buffer.count)
    unsafe buffer.copyBytes(from: piece.prefix(count))
    state = .reading(piece.dropFirst(count), answer)
    return count
  }

  /// Ends the stream, and tells the conversation why.
  func fail(_ refusal: SmartRefusal) {
    state = .over
    conversation.note(refusal)
  }

  /// Reads to the answer's end if that is near, so that the connection serves the next request, too.
  func finish() {
    var rest = 0
    while rest <= Self.longestRest, case .reading(let piece, let answer) = state {
      state = .over
      rest += piece.count
      // libgit2 has all that it wanted: a failure is none of its concern.
      if let next = try? conversation.next(of: answer, to: action) { state = .reading(next, answer) }
    }
    state = .over
  }
}
