import Dispatch
import Foundation

/// Ends work in good order when the process is asked to stop.
enum Interruption {
  /// Runs `work`; SIGTERM and SIGINT cancel it, so that it can still report what it has.
  static func cancelling<Result: Sendable>(_ work: @escaping @Sendable () async throws -> Result) async throws -> Result
  {
    let task = Task { try await work() }
    let sources = [SIGTERM, SIGINT].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { task.cancel() }
      source.resume()
      return source
    }
    defer { sources.forEach { $0.cancel() } }
    return try await withTaskCancellationHandler {
      try await task.value
    } onCancel: {
      task.cancel()
    }
  }
}
