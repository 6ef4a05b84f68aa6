package import Foundation

/// OpenSSH's sshd on a free port, which lets the test's own user in with one key, until it is stopped.
package struct SSHServer: Sendable {
  /// A kind of key, as `ssh-keygen -t` takes it.
  package enum KeyKind: String, Sendable, CaseIterable {
    case ed25519, ecdsa, rsa
  }

  /// The server said nothing of its port.
  package struct NoPort: Error {}

  package let port: Int

  /// The name of the user who may enter.
  package let user = NSUserName()

  private let program: ServerProgram
  private let folder: TemporaryFolder

  /// Starts a server that shows these kinds of host keys.
  ///

  package static func start(hostKeys: [KeyKind], userKey: KeyKind = .ed25519) async throws -> SSHServer {
    let folder = try TemporaryFolder()
    let path = folder.url.path
    for kind in hostKeys { try await newKey(kind, at: "\(path)/host-\(kind.rawValue)") }
    try await newKey(userKey, at: "\(path)/user")
    let lines =
      hostKeys.map { "HostKey \(path)/host-\($0.rawValue)" } + [
        "AuthorizedKeysFile \(path)/user.pub", "PasswordAuthentication no", "KbdInteractiveAuthentication no",
        "StrictModes no", "UsePAM no", "PidFile none", "LogLevel VERBOSE",
      ]
    try Data(lines.joined(separator: "\n").utf8).write(to: folder.url.appending(path: "sshd_config"))
    // As root, sshd wants a folder that Debian makes when the service starts.
    try? FileManager.default.createDirectory(atPath: "/run/sshd", withIntermediateDirectories: true)
    let program = try await ServerProgram.start(
      Repository.root.appending(path: "Tests/Fixtures/ssh-server").path,
      ["\(path)/sshd_config", "\(path)/log"]
    )
    guard let port = program.readyLine.split(separator: " ").last.flatMap({ Int($0) }) else {
      throw NoPort()
    }
    return SSHServer(port: port, program: program, folder: folder)
  }

  /// The URL of a repository on this machine.
  package func url(_ repository: URL) -> String { "ssh://\(user)@127.0.0.1:\(port)\(repository.path)" }

  /// The private key that opens it, in PEM.
  package func userKey() throws -> String { try text("user") }

  /// The line of `known_hosts` for one of its keys.
  package func knownHost(_ kind: KeyKind) throws -> String {
    let key = try text("host-\(kind.rawValue).pub").split(separator: " ").prefix(2).joined(separator: " ")
    return "[127.0.0.1]:\(port) \(key)\n"
  }

  /// What the server wrote about its connections.
  package func log() throws -> String { try text("log") }

  /// Makes a private key, and its public half beside it.
  package static func newKey(_ kind: KeyKind, at path: String, passphrase: String = "") async throws {
    let made = try await Program.run("ssh-keygen", ["-q", "-t", kind.rawValue, "-N", passphrase, "-f", path])
    guard made.status == 0 else { throw SourceRepository.Failure(arguments: ["ssh-keygen"], errors: made.errors) }
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOf: folder.url.appending(path: name), encoding: .utf8)
  }

  /// Ends the server, and returns when it has ended.
  package func stop() async {
    await program.stop()
  }
}
