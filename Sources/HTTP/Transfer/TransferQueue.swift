/// Holds whole answers back while ``width`` of them are on their way; streams are never held back.
struct TransferQueue {
  private let width: Int
  private var active = 0
  private var waiting: [Transfer] = []
  private var first = 0

  init(width: Int) {
    self.width = width
  }

  /// Returns the transfer if it may start now; keeps it otherwise.
  mutating func admit(_ transfer: Transfer) -> Transfer? {
    switch transfer.order.delivery {
    case .streamed:
      return transfer
    case .whole:
      guard active < width else {
        waiting.append(transfer)
        return nil
      }
      active += 1
      return transfer
    }
  }

  /// Returns the transfer that may start now that `transfer` has ended.
  mutating func next(after transfer: Transfer) -> Transfer? {
    switch transfer.order.delivery {
    case .streamed:
      return nil
    case .whole:
      guard first < waiting.count else {
        active -= 1
        return nil
      }
      let next = waiting[first]
      first += 1
      if first == waiting.count {
        waiting.removeAll(keepingCapacity: true)
        first = 0
      }
      return next
    }
  }

  /// Empties the queue.
  mutating func removeAll() -> [Transfer] {
    defer {
      waiting = []
      first = 0
    }
    return Array(waiting[first...])
  }
}
