import Dispatch
import Foundation

/// Waits for SIGINT or SIGTERM instead of being ended by them.
struct StopSignals {
  private let stopped: AsyncStream<Void>
  private let sources: [any DispatchSourceSignal]

  /// Catches both signals from now on.
  init() {
    let (stopped, continuation) = AsyncStream.makeStream(of: Void.self)
    self.stopped = stopped
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { continuation.yield() }
      source.resume()
      return source
    }
  }

  /// Returns once a signal has come.
  func wait() async {
    for await _ in stopped { break }
    for source in sources { source.cancel() }
  }
}
