import Foundation

/// A real SMTP server on a port of its own, which keeps what it receives until the value is stopped.
package final class SMTPServer: Sendable {
  /// One mail that was received.
  package struct Received: Decodable, Sendable {
    package let from: String
    package let to: [String]
    /// Head and body as they came.
    package let text: String
    /// Whether it came over TLS.
    package let tls: Bool
    /// Who logged in; nil where nobody did.
    package let user: String?

    /// A field of its head, unfolded; nil where there is none.
    package func field(_ name: String) -> String? {
      let head = text.replacing("\r\n", with: "\n").components(separatedBy: "\n\n").first ?? ""
      let lines = head.replacing("\n ", with: " ").split(separator: "\n")
      return lines.first { $0.lowercased().hasPrefix("\(name.lowercased()): ") }
        .map { String($0.dropFirst(name.count + 2)) }
    }
  }

  package let port: Int
  private let program: ServerProgram
  private let folder: TemporaryFolder

  /// Starts one.
  ///
  /// - Parameters:
  ///   - pair: what it shows where it speaks TLS, after STARTTLS or, with `fromTheStart`, at once.
  ///   - password: `USER:PASSWORD`, which it then asks for.
  package static func start(
    certificate pair: TestCertificates.Pair? = nil,
    fromTheStart: Bool = false,
    password: String? = nil
  ) async throws -> SMTPServer {
    let folder = try TemporaryFolder()
    var arguments = [folder.url.appending(path: "received").path]
    if let pair { arguments += ["--certificate", pair.certificate.path, "--key", pair.key.path] }
    if fromTheStart { arguments.append("--smtps") }
    if let password { arguments += ["--password", password] }
    let program = try await ServerProgram.start(
      Repository.root.appending(path: "Tests/Fixtures/smtp-server").path,
      arguments
    )
    let port = program.readyLine.split(separator: " ").last.flatMap { Int($0) } ?? 0
    return SMTPServer(program, port: port, folder: folder)
  }

  private init(_ program: ServerProgram, port: Int, folder: TemporaryFolder) {
    self.program = program
    self.port = port
    self.folder = folder
  }

  /// Ends the server.
  package func stop() async { await program.stop() }

  /// The mails so far.
  package func received() throws -> [Received] {
    let text = try String(contentsOf: folder.url.appending(path: "received"), encoding: .utf8)
    return try text.split(separator: "\n").map { try JSONDecoder().decode(Received.self, from: Data($0.utf8)) }
  }
}
