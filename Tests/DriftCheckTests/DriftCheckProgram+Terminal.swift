import Foundation
import TestSupport

extension DriftCheckProgram {
  /// Runs the program on a terminal of its own; what it wrote to either stream is in the output.
  ///
  /// - Parameter input: What somebody types there.
  func onTerminal(
    _ arguments: [String],
    environment: [String: String] = [:],
    redirecting redirection: String = "",
    typing input: String = ""
  ) async throws -> Program {
    let surroundings = [
      "TERM": "xterm", "PATH": "/usr/bin:/bin", "DRIFTCHECK_CONFIG": folder.url.path + "/driftcheck.yaml",
    ]
    let command = (["'\(Self.path)'"] + arguments + [redirection]).joined(separator: " ")
    return try await Program.run(
      "script",
      ["--quiet", "--return", "--command", command, "/dev/null"],
      environment: surroundings.merging(environment) { _, own in own },
      input: Data(input.utf8)
    )
  }
}
