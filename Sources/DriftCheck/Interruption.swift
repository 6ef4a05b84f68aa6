import Dispatch
import Foundation

/// Ends work in good order when the process is asked to stop.
enum Interruption {
  /// Runs `work`; SIGTERM and SIGINT cancel it, so that it can still report what it has.
  static func cancelling<Result: Sendable>(_ work: @escaping @Sendable () async throws -> Result) async throws -> Result
  {
    let (requests, request) = AsyncStream.makeStream(of: Void.self)
    // Before the work begins: from its first act on, no signal may end the process without a report.
    var sources: [any DispatchSourceSignal] = []
    for number in [SIGTERM, SIGINT] {
      sources.append(await source(of: number) { request.yield() })
    }
    defer { sources.forEach { $0.cancel() } }
    let task = Task { try await work() }
    let watch = Task { for await _ in requests { task.cancel() } }
    defer { watch.cancel() }
    return try await withTaskCancellationHandler {
      try await task.value
    } onCancel: {
      task.cancel()
    }
  }

  /// Takes a signal over; when this returns, the signal is caught.
  private static func source(
    of number: Int32,
    _ handle: @escaping @Sendable () -> Void
  ) async -> any DispatchSourceSignal {
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler(handler: handle)
    await withCheckedContinuation { continuation in
      source.setRegistrationHandler { continuation.resume() }
      signal(number, SIG_IGN)
      source.resume()
    }
    return source
  }
}
