package import Foundation

/// A run of `driftcheck` that is under way.
package final class DriftCheckProcess: Sendable {
  private let process: Process
  private let folder: TemporaryFolder
  private let output: URL
  private let errorFile: URL
  private let ended: Task<Void, Never>

  /// Starts a process whose program and arguments are set.
  init(starting process: Process) throws {
    self.process = process
    folder = try TemporaryFolder()
    // Files rather than pipes: no amount of output can block the program, and they can be looked at meanwhile.
    let output = try folder.file("output")
    let errors = try folder.file("errors")
    self.output = output.url
    errorFile = errors.url
    process.standardInput = FileHandle.nullDevice
    let handles = try [output.writing, errors.writing]
    process.standardOutput = handles[0]
    process.standardError = handles[1]
    defer { for handle in handles { try? handle.close() } }
    let (ends, end) = AsyncStream.makeStream(of: Void.self)
    process.terminationHandler = { _ in end.finish() }
    try process.run()
    ended = Task { for await _ in ends {} }
  }

  deinit {
    signal(SIGKILL)
  }

  private func signal(_ number: Int32) {
    if process.isRunning { Foundation.kill(process.processIdentifier, number) }
  }

  /// What it has written to standard error so far.
  package var errors: String {
    get throws { try String(contentsOf: errorFile, encoding: .utf8) }
  }

  /// Its program and arguments as everybody on the machine can see them.
  package var commandLine: String {
    get throws { try String(contentsOfFile: "/proc/\(process.processIdentifier)/cmdline", encoding: .utf8) }
  }

  /// Sends SIGTERM, as a kubelet does with a Job that has run too long.
  package func terminate() {
    process.terminate()
  }

  /// Kills it where it stands, as a node does that runs out of memory.
  package func kill() {
    signal(SIGKILL)
  }

  /// Waits for its end.
  package func end() async throws -> DriftCheckRun {
    await ended.value
    return DriftCheckRun(
      status: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
      output: try Data(contentsOf: output),
      errors: try errors
    )
  }
}

/// What a run of `driftcheck` left behind.
package struct DriftCheckRun: Sendable {
  /// The exit status; below zero the number of the signal that killed it.
  package let status: Int32

  /// All of its standard output.
  package let output: Data

  /// All of its standard error.
  package let errors: String

  /// The standard output as text.
  package var text: String { String(decoding: output, as: UTF8.self) }

  /// The report that it printed as JSON, which must keep the published schema.
  ///
  /// - Throws: `SchemaFailure` where it does not; `DecodingError` where there is none.
  package func report() async throws -> DriftCheckReport {
    try await validate(output, againstSchema: "docs/report.schema.json")
    return try JSONDecoder().decode(DriftCheckReport.self, from: output)
  }
}
