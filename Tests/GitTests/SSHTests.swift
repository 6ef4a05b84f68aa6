import Foundation
import Secrets
import TestSupport
import Testing

@testable import Git

@Suite("A mirror over SSH")
struct SSHTests {
  private let source: SourceRepository
  private let state: TemporaryFolder

  init() async throws {
    source = try await SourceRepository()
    state = try TemporaryFolder()
    try await source.commit(["a": "1"])
  }

  /// What a fetch from such a server gives.
  private func fetch(
    from server: SSHServer,
    key: String? = nil,
    knownHosts: String
  ) async throws -> Result<Tip, GitError> {
    let key = Secret(try key ?? server.userKey())
    let remote = Remote(
      url: server.url(source.bare),
      branch: "main",
      credential: .sshKey(key, knownHosts: knownHosts)
    )
    let mirror = Mirror(of: remote, in: state.url.appending(path: "mirror").path)
    do throws(GitError) {
      return .success(try await mirror.fetch())
    } catch {
      return .failure(error)
    }
  }

  @Test(
    "Keys of ed25519 and ECDSA open a server that is known by such a key",
    arguments: [SSHServer.KeyKind.ed25519, .ecdsa],
    [SSHServer.KeyKind.ed25519, .ecdsa]
  )
  func opens(userKey: SSHServer.KeyKind, hostKey: SSHServer.KeyKind) async throws {
    let server = try await SSHServer.start(hostKeys: [hostKey], userKey: userKey)
    let result = try await fetch(from: server, knownHosts: server.knownHost(hostKey))
    let log = try server.log()
    await server.stop()
    #expect(try result.get().received.objects == 3, "\(log)")
  }

  @Test("A server with keys of both kinds is asked for the ECDSA one; where it is not listed, the error says which")
  func bothKeys() async throws {
    let server = try await SSHServer.start(hostKeys: [.ed25519, .ecdsa])
    let both = try server.knownHost(.ed25519) + server.knownHost(.ecdsa)
    let opened = try await fetch(from: server, knownHosts: both)
    let refused = try await fetch(from: server, knownHosts: server.knownHost(.ed25519))
    await server.stop()
    #expect(try opened.get().received.objects == 3)
    guard case .failure(let error) = refused, case .hostKeyUnknown(_, let key) = error.reason else {
      Issue.record("\(refused)")
      return
    }
    #expect(key.kind == "ecdsa-sha2-nistp256")
    #expect("\(error)".contains("ssh-keyscan -t ecdsa 127.0.0.1"))
  }

  @Test("A server whose key is not the one that is listed is refused before any credential is shown")
  func changedHostKey() async throws {
    let server = try await SSHServer.start(hostKeys: [.ed25519])
    try await SSHServer.newKey(.ed25519, at: state.url.appending(path: "other").path)
    let other = try String(contentsOf: state.url.appending(path: "other.pub"), encoding: .utf8)
    let result = try await fetch(from: server, knownHosts: "[127.0.0.1]:\(server.port) \(other)")
    let log = try server.log()
    await server.stop()
    guard case .failure(let error) = result, case .hostKeyChanged(let host, let key) = error.reason else {
      Issue.record("\(result)")
      return
    }
    #expect(host == "127.0.0.1")
    #expect(key.kind == "ssh-ed25519")
    #expect(key.fingerprint.hasPrefix("SHA256:"))
    #expect(!log.contains("publickey"))
  }

  @Test("A server that is not listed is refused")
  func unknownHost() async throws {
    let server = try await SSHServer.start(hostKeys: [.ed25519])
    let elsewhere = try server.knownHost(.ed25519).replacing("127.0.0.1", with: "git.example.com")
    let result = try await fetch(from: server, knownHosts: "# ours\n\n" + elsewhere)
    await server.stop()
    guard case .failure(let error) = result, case .hostKeyUnknown("127.0.0.1", _) = error.reason else {
      Issue.record("\(result)")
      return
    }
  }

  @Test("A server that has an RSA key alone is refused with a way out")
  func rsaHost() async throws {
    let server = try await SSHServer.start(hostKeys: [.rsa])
    let result = try await fetch(from: server, knownHosts: server.knownHost(.rsa))
    await server.stop()
    guard case .failure(let error) = result else {
      Issue.record("\(result)")
      return
    }
    #expect(error.reason == .hostKeyUnsupported(host: "127.0.0.1"))
    #expect("\(error)".contains("ed25519"))
  }

  @Test("A key that the server does not know is refused by name")
  func refusedKey() async throws {
    let server = try await SSHServer.start(hostKeys: [.ed25519])
    try await SSHServer.newKey(.ed25519, at: state.url.appending(path: "other").path)
    let other = try String(contentsOf: state.url.appending(path: "other"), encoding: .utf8)
    let result = try await fetch(from: server, key: other, knownHosts: server.knownHost(.ed25519))
    await server.stop()
    guard case .failure(let error) = result else {
      Issue.record("\(result)")
      return
    }
    #expect(error.reason == .keyRefused(username: server.user))
  }

  @Test("A path that is no repository is one, over SSH, too")
  func noRepository() async throws {
    let server = try await SSHServer.start(hostKeys: [.ed25519])
    let key = Secret(try server.userKey())
    let remote = Remote(
      url: server.url(state.url),
      branch: "main",
      credential: .sshKey(key, knownHosts: try server.knownHost(.ed25519))
    )
    let error = await #expect(throws: GitError.self) {
      try await Mirror(of: remote, in: state.url.appending(path: "mirror").path).fetch()
    }
    await server.stop()
    #expect(error?.reason == .notARepository)
  }
}
