package import Foundation

/// A TLS server of the machine, run as a process on a free port until the value is gone.
package final class TLSServer: Sendable {
  /// The server runs, but listens nowhere.
  package struct NoPort: Error {}

  package let port: Int
  private let process: TestProcess

  /// `openssl s_server`: answers every GET with a page about the connection, over HTTP/1.
  ///
  /// With `clientAuthority` it demands a certificate signed by that authority.
  package static func openssl(_ pair: TestCertificates.Pair, clientAuthority: URL? = nil) async throws
    -> TLSServer
  {
    var arguments = [
      "openssl", "s_server", "-accept", "127.0.0.1:0", "-www",
      "-cert", pair.certificate.path, "-key", pair.key.path,
    ]
    if let clientAuthority {
      arguments += ["-Verify", "1", "-verify_return_error", "-CAfile", clientAuthority.path]
    }
    return try await TLSServer(arguments, readyAt: "ACCEPT")
  }

  /// `nghttpd`: serves the files of a folder over HTTP/2, and prints what it receives.
  package static func nghttpd(_ pair: TestCertificates.Pair, files: URL) async throws -> TLSServer {
    try await TLSServer(
      ["nghttpd", "-v", "-a", "127.0.0.1", "-d", files.path, "0", pair.key.path, pair.certificate.path],
      readyAt: "listen 127.0.0.1"
    )
  }

  private init(_ arguments: [String], readyAt text: String) async throws {
    process = try TestProcess(arguments)
    try await process.waitForPrint(of: text)
    port = try Self.portListened(byProcess: process.identifier)
  }

  package var url: String { "https://127.0.0.1:\(port)" }

  /// Ends the server.
  package func stop() {
    process.stop()
  }

  /// What the server has printed so far.
  package var printed: String { process.printed }

  /// Finds the port in the tables of the kernel: not every server prints which one it was given.
  private static func portListened(byProcess id: Int32) throws -> Int {
    let folder = "/proc/\(id)/fd"
    let sockets = try FileManager.default.contentsOfDirectory(atPath: folder)
      .compactMap { try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\($0)") }
    // Files of the kernel have no size, so only a handle reads them.
    let table = try FileHandle(forReadingFrom: URL(filePath: "/proc/net/tcp")).readToEnd() ?? Data()
    for line in String(decoding: table, as: UTF8.self).split(separator: "\n").dropFirst() {
      let words = line.split(separator: " ")
      // 0A is LISTEN; the second word is ADDRESS:PORT in hexadecimal, the tenth the inode.
      if words[3] == "0A", sockets.contains("socket:[\(words[9])]"),
        let port = words[1].split(separator: ":").last.flatMap({ Int($0, radix: 16) })
      {
        return port
      }
    }
    throw NoPort()
  }
}
