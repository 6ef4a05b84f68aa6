import Foundation

/// A program that serves until it is stopped, and that prints a line beginning with "ready" once it does.
///
/// It also ends when the test process does, however that comes about, if it stops at the end of its standard input.
package final class ServerProgram: Sendable {
  /// The line it printed when it was ready.
  package let readyLine: String

  private let process: Process
  private let lifeline: FileHandle
  private let ended: Task<Void, Never>

  private init(readyLine: String, process: Process, lifeline: FileHandle, ended: Task<Void, Never>) {
    self.readyLine = readyLine
    self.process = process
    self.lifeline = lifeline
    self.ended = ended
  }

  /// Starts the program and returns when it says that it is ready.
  ///
  /// - Throws: `ControlPlaneError.notReady` with what it wrote to standard error, if it ends without saying so.
  package static func start(
    _ program: String,
    _ arguments: [String],
    environment: [String: String]? = nil
  ) async throws -> ServerProgram {
    let folder = try TemporaryFolder()
    let errors = try folder.file("errors")
    let process = Process(program, arguments, environment: environment)
    let input = Pipe()
    let output = Pipe()
    process.standardInput = input
    process.standardOutput = output
    let errorsWriting = try errors.writing
    process.standardError = errorsWriting
    defer { try? errorsWriting.close() }
    let (ends, end) = AsyncStream.makeStream(of: Void.self)
    process.terminationHandler = { _ in end.finish() }
    try process.run()
    let ended = Task { for await _ in ends {} }

    guard let line = await output.fileHandleForReading.firstLine(beginning: "ready") else {
      await ended.value
      let text = try String(contentsOf: errors.url, encoding: .utf8)
      throw ControlPlaneError.notReady(program: program, errors: text)
    }
    return ServerProgram(
      readyLine: line,
      process: process,
      lifeline: input.fileHandleForWriting,
      ended: ended
    )
  }

  /// Ends the program, and returns when it has ended.
  package func stop() async {
    try? lifeline.close()
    if process.isRunning { process.terminate() }
    await ended.value
  }
}

extension FileHandle {
  /// The first line that begins so; nil when the output ends without one.
  fileprivate func firstLine(beginning prefix: String) async -> String? {
    await withCheckedContinuation { continuation in
      // Reading blocks, so it has a thread of its own.
      Thread.detachNewThread {
        var text: String? = ""
        // It reads to the end, so that the program can go on writing.
        while case let data = self.availableData, !data.isEmpty {
          guard let before = text else { continue }
          let now = before + String(decoding: data, as: UTF8.self)
          let complete = now.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
          if let line = complete.first(where: { $0.hasPrefix(prefix) }) {
            continuation.resume(returning: String(line))
            text = nil
          } else {
            text = now
          }
        }
        if text != nil { continuation.resume(returning: nil) }
      }
    }
  }
}
