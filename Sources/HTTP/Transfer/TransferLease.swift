/// The right to read a stream: when it is gone, the transfer ends.
///
/// Keeps the thread alive meanwhile.
final class TransferLease: Sendable {
  let transfer: Transfer
  private let engine: TransferEngine

  init(_ transfer: Transfer, _ engine: TransferEngine) {
    self.transfer = transfer
    self.engine = engine
  }

  deinit {
    transfer.cancel()
  }
}
