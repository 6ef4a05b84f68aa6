import Foundation
import Glibc

/// A program that runs beside a test, until it ends or the value is gone.
///
/// Keeps what it prints.
package final class TestProcess: @unchecked Sendable {
  // Proof of `@unchecked Sendable`: `process` is configured before it runs; afterwards only its identifier is
  // read.

  /// The program ended with an error, and said so.
  package struct Failure: Error {
    package let status: Int32
    package let printed: String
  }

  private let process = Process()
  private let printedPieces = TestLog<String>()
  private let ended = TestSignal()

  /// Starts a program found in PATH, with its error output among the other.
  package init(_ arguments: [String]) throws {
    let (output, printedPieces, ended) = (Pipe(), printedPieces, ended)
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    process.standardOutput = output
    process.standardError = output
    // Some servers stop at the end of their input.
    process.standardInput = Pipe()
    try process.run()
    Thread.detachNewThread {
      while true {
        let piece = output.fileHandleForReading.availableData
        guard !piece.isEmpty else { break }
        printedPieces.append(String(decoding: piece, as: UTF8.self))
      }
      ended.raise()
    }
  }

  deinit {
    stop()
  }

  /// Ends the program.
  package func stop() {
    // Not SIGTERM: the child inherits our threads' blocked signals.
    guard process.isRunning else { return }
    kill(process.processIdentifier, SIGKILL)
  }

  package var identifier: Int32 { process.processIdentifier }

  /// What the program has printed so far.
  package var printed: String { printedPieces.all.joined() }

  /// Waits for a successful end.
  package func waitForSuccess() async throws {
    await ended.wait()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(status: process.terminationStatus, printed: printed)
    }
  }

  /// Waits until the program has printed this text.
  package func waitForPrint(of text: String) async throws {
    let deadline = ContinuousClock.now + .seconds(30)
    while !printed.contains(text) {
      guard ContinuousClock.now < deadline, process.isRunning else {
        throw Failure(status: -1, printed: printed)
      }
      await Task.yield()
    }
  }
}
