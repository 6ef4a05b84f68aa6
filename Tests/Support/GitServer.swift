package import Foundation

/// Bare repositories behind `git http-backend`, served over HTTP by a process until it is stopped.
package final class GitServer: Sendable {
  /// One line of the server's log.
  package struct Line: Decodable, Sendable {
    /// Such as `GET /shop.git/info/refs?service=git-upload-pack`; nil where the line is about a fault.
    package let request: String?

    /// The number of the connection that it came on, counted from one.
    package let connection: Int?

    /// Bytes of the request's body.
    package let size: Int?

    /// Such as `TLSv1.3`; nil without TLS.
    package let tls: String?

    /// The names of the request's fields, in lower case.
    package let fields: [String]?

    /// What a fault did: `cut`, `stall`, or `left` when the client went away from a stall.
    package let fault: String?
  }

  /// The log has not what was waited for.
  package struct Overdue: Error {}

  package let port: Int

  /// Where the repositories lie.
  package let folder: URL

  private let program: ServerProgram
  private let log: URL
  private let scheme: String

  /// Serves one repository, to everybody or to who knows the password, as `USER:PASSWORD`.
  package static func start(_ source: SourceRepository, password: String? = nil) async throws -> GitServer {
    try await start(in: source.folder, password: password)
  }

  /// Serves the repositories of a folder.
  ///
  /// - Parameters:
  ///   - pair: makes it a server of TLS 1.3 alone.
  ///   - password: `USER:PASSWORD`, which it then asks for.
  package static func start(
    in folder: URL,
    certificate pair: TestCertificates.Pair? = nil,
    password: String? = nil
  ) async throws -> GitServer {
    let log = folder.appending(path: "log-\(UUID().uuidString)")
    var arguments = [folder.path, log.path]
    if let pair { arguments += ["--certificate", pair.certificate.path, "--key", pair.key.path] }
    if let password { arguments += ["--password", password] }
    let program = try await ServerProgram.start(
      Repository.root.appending(path: "Tests/Fixtures/git-http-server").path,
      arguments
    )
    let port = program.readyLine.split(separator: " ").last.flatMap { Int($0) } ?? 0
    return GitServer(program, port: port, folder: folder, log: log, scheme: pair == nil ? "http" : "https")
  }

  private init(_ program: ServerProgram, port: Int, folder: URL, log: URL, scheme: String) {
    self.program = program
    self.port = port
    self.folder = folder
    self.log = log
    self.scheme = scheme
  }

  /// The URL of the repository of that name.
  package func url(_ name: String = "deployment") -> String { url(path: "\(name).git") }

  /// The URL of a path, which may begin with the name of a fault, such as `stall-1000/shop.git`.
  package func url(path: String) -> String { "\(scheme)://127.0.0.1:\(port)/\(path)" }

  /// Ends the server.
  package func stop() async { await program.stop() }

  /// What it has noted so far.
  package func lines() throws -> [Line] {
    let text = try String(contentsOf: log, encoding: .utf8)
    return try text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
  }

  /// Waits until it has noted what a fault did.
  package func waitForFault(_ fault: String) async throws {
    let deadline = ContinuousClock.now + .seconds(30)
    while try !lines().contains(where: { $0.fault == fault }) {
      guard ContinuousClock.now < deadline else { throw Overdue() }
      await Task.yield()
    }
  }
}
