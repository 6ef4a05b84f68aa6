import Foundation

/// Owns the thread on which libcurl works.
///
/// No handle of libcurl leaves that thread.
final class TransferEngine: Sendable {
  let inbox = Inbox()
  private let requests = Locked(0)

  init(_ configuration: HTTPClientConfiguration) {
    let isReady = Libcurl.isStarted
    let inbox = inbox
    let requests = requests
    let thread = Thread {
      guard isReady, let loop = TransferLoop(configuration, inbox, requests) else {
        Self.refuseAll(inbox)
        return
      }
      loop.run()
    }
    thread.name = "http"
    thread.start()
  }

  var requestCount: Int { requests.withLock { $0 } }

  func stop() {
    inbox.post(.stop)
  }

  deinit {
    stop()
  }

  /// libcurl gave no handle, for want of memory.
  private static func refuseAll(_ inbox: Inbox) {
    for case .start(let transfer) in inbox.close() {
      transfer.finish(.failure(transfer.order.error(.other(code: 27, detail: "out of memory"))))
    }
  }
}
