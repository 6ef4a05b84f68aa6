import Foundation

/// git's own `git-http-backend` behind a small HTTP server on a free port, until it is stopped.
package struct GitServer: Sendable {
  /// The server said nothing of its port.
  package struct NoPort: Error {}

  package let port: Int
  private let program: ServerProgram

  /// Serves a repository, to everybody or to who knows the password, as `USER:PASSWORD`.
  package static func start(_ source: SourceRepository, password: String? = nil) async throws -> GitServer {
    let program = try await ServerProgram.start(
      Repository.root.appending(path: "Tests/Fixtures/git-http-server").path,
      [source.folder.path] + (password.map { ["--password", $0] } ?? [])
    )
    guard let port = program.readyLine.split(separator: " ").last.flatMap({ Int($0) }) else { throw NoPort() }
    return GitServer(port: port, program: program)
  }

  /// The URL of the repository of that name.
  package func url(_ name: String = "deployment") -> String { "http://127.0.0.1:\(port)/\(name).git" }

  /// Ends the server, and returns when it has ended.
  package func stop() async {
    await program.stop()
  }
}
