package import Foundation

/// A program run to its end, with what it wrote.
package struct Program: Sendable {
  /// The exit status, or the number of the signal that ended it.
  package let status: Int32

  /// All of its standard output.
  package let output: Data

  /// All of its standard error, as text.
  package let errors: String

  /// The standard output as text.
  package var text: String { String(decoding: output, as: UTF8.self) }

  /// Runs a program to its end.
  ///
  /// An exit status other than zero is a result, not an error. A cancelled task terminates the program.
  ///
  /// - Parameters:
  ///   - program: its path, or its name on `PATH`.
  ///   - environment: the whole environment; without one, the test's own.
  ///   - input: what it reads from standard input.
  /// - Throws: what Foundation says when the program cannot be started.
  package static func run(
    _ program: String,
    _ arguments: [String] = [],
    environment: [String: String]? = nil,
    input: Data = Data()
  ) async throws -> Program {
    let folder = try TemporaryFolder()
    let process = Process(program, arguments, environment: environment)
    // Files rather than pipes: no amount of output can block the program.
    let output = try folder.file("output")
    let errors = try folder.file("errors")
    let handles = [
      try folder.file("input", holding: input).reading, try output.writing, try errors.writing,
    ]
    // Foundation keeps a process that has ended, and its files: with some thousand open ones, it crashes.
    defer { for handle in handles { try? handle.close() } }
    (process.standardInput, process.standardOutput, process.standardError) = (handles[0], handles[1], handles[2])
    try await process.runToEnd()
    return Program(
      status: process.terminationStatus,
      output: try Data(contentsOf: output.url),
      errors: String(decoding: try Data(contentsOf: errors.url), as: UTF8.self)
    )
  }
}

extension Process {
  convenience init(_ program: String, _ arguments: [String], environment: [String: String]?) {
    self.init()
    let isPath = program.contains("/")
    executableURL = URL(filePath: isPath ? program : "/usr/bin/env")
    self.arguments = isPath ? arguments : [program] + arguments
    if let environment { self.environment = environment }
  }

  fileprivate func runToEnd() async throws {
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
        terminationHandler = { _ in continuation.resume() }
        do {
          try run()
        } catch {
          terminationHandler = nil
          continuation.resume(throwing: error)
        }
      }
    } onCancel: {
      if isRunning { terminate() }
    }
  }
}
