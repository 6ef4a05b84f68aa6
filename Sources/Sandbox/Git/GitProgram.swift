import Foundation

/// The program `git`, run apart from whatever somebody configured for it on this machine.
struct GitProgram: Sendable {
  /// The only folder that it knows: its home, and where its input and output are kept while it runs.
  let folder: URL

  /// Runs it to its end and returns what it wrote.
  ///
  /// - Throws: ``GitHostError`` where there is no git or it ends with an error; else what the file system says.
  func run(_ arguments: [String], environment: [String: String] = [:], input: Data = Data()) async throws -> Data {
    // Files rather than pipes: no amount of input or output can block it.
    let files = folder.appending(path: "run-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: files, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: files) }
    let (reading, writing, errors) = (
      files.appending(path: "in"), files.appending(path: "out"), files.appending(path: "err")
    )
    try input.write(to: reading)
    for file in [writing, errors] { try Data().write(to: file) }

    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["git"] + arguments
    process.environment = surroundings.merging(environment) { _, own in own }
    process.currentDirectoryURL = folder
    let handles = [
      try FileHandle(forReadingFrom: reading), try FileHandle(forWritingTo: writing),
      try FileHandle(forWritingTo: errors),
    ]
    // Foundation keeps a process that has ended, and its files: with some thousand open ones, it crashes.
    defer { for handle in handles { try? handle.close() } }
    (process.standardInput, process.standardOutput, process.standardError) = (handles[0], handles[1], handles[2])
    try await process.runToEnd()
    switch process.terminationStatus {
    case 0: return try Data(contentsOf: writing)
    // What `env` says where a program is not on the PATH.
    case 127: throw GitHostError.noGit
    case let status:
      let words = String(decoding: try Data(contentsOf: errors), as: UTF8.self)
      throw GitHostError.failed(arguments, status: status, words: words)
    }
  }

  private var surroundings: [String: String] {
    [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
      "HOME": folder.path, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null", "LC_ALL": "C",
    ]
  }
}

extension Process {
  /// Starts it, and returns when it has ended.
  fileprivate func runToEnd() async throws {
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
      terminationHandler = { _ in continuation.resume() }
      do {
        try run()
      } catch {
        terminationHandler = nil
        continuation.resume(throwing: error)
      }
    }
  }
}
