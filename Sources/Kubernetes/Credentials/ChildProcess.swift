import Foundation
import Glibc
import HTTP

/// A short program that is run to its end for what it writes.
struct ChildProcess: Sendable {
  struct Result: Sendable {
    let code: Int32
    let output: Data
    let errors: Data
  }

  enum Fault: Error {
    case notStarted(detail: String)
    case timedOut(errors: Data)
    case cancelled
    case tooMuchOutput(limit: Int)
  }

  /// The most that it may write to each stream, in bytes.
  static let outputLimit = 1 << 20

  let path: String
  let arguments: [String]
  let environment: [String: String]
  let timeout: Duration

  /// Runs it on a thread of its own, because waiting for a process blocks; its standard input is empty.
  ///
  /// - Throws: `Fault`; a code other than 0 is a result. When the task is cancelled, the program is ended.
  func run() async throws(Fault) -> Result {
    let cancellation = CancellationFlag()
    let result: Swift.Result<Result, Fault> = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        Thread.detachNewThread {
          continuation.resume(returning: Swift.Result { () throws(Fault) in try runBlocking(cancellation) })
        }
      }
    } onCancel: {
      cancellation.raise()
    }
    return try result.get()
  }

  private func runBlocking(_ cancellation: CancellationFlag) throws(Fault) -> Result {
    let process = Process()
    let output = Pipe()
    let errors = Pipe()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = errors
    do {
      try process.run()
    } catch {
      throw .notStarted(
        detail: FileManager.default.isExecutableFile(atPath: path)
          ? "the system cannot run it (\(error.localizedDescription))" : "it is not executable"
      )
    }
    var reader = PipeReader(output, errors)
    let outcome = reader.readToEnd(until: .now + timeout, stoppedBy: cancellation)
    if outcome != .ended { end(process) }
    process.waitUntilExit()
    switch outcome {
    case .ended: return Result(code: process.terminationStatus, output: reader.output, errors: reader.errors)
    case .late: throw .timedOut(errors: reader.errors)
    case .stopped: throw .cancelled
    case .tooMuch: throw .tooMuchOutput(limit: Self.outputLimit)
    }
  }

  /// Asks the program to end, and after a second makes it.
  private func end(_ process: Process) {
    process.terminate()
    let patience = ContinuousClock.now + .seconds(1)
    while process.isRunning, ContinuousClock.now < patience {
      _ = poll(nil, 0, 10)
    }
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
  }
}

/// Tells a blocked thread that nobody waits for it any more.
final class CancellationFlag: Sendable {
  private let isUp = Locked(false)

  var isRaised: Bool { isUp.withLock { $0 } }

  func raise() {
    isUp.withLock { $0 = true }
  }
}
