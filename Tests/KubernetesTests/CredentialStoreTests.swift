import Foundation
import Secrets
import TestSupport
import Testing

@testable import Kubernetes

@Suite("A credential is held as long as it is good")
struct CredentialStoreTests {
  private let folder: TemporaryFolder
  private let clock = Clock()

  init() throws {
    folder = try TemporaryFolder()
  }

  /// A clock that stands still until it is moved.
  private final class Clock: Sendable {
    private let lock = NSLock()
    // Read and written under `lock` only.
    private nonisolated(unsafe) var date = Date(timeIntervalSince1970: 1_795_312_800)

    var now: Date { lock.withLock { date } }

    func advance(_ seconds: TimeInterval) {
      lock.withLock { date += seconds }
    }
  }

  private func store(_ source: CredentialSource) -> CredentialStore {
    let clock = clock
    return CredentialStore(source, environment: ["PATH": "/usr/bin:/bin"]) { clock.now }
  }

  /// A plugin that counts its runs in its tokens: t1, t2 and so on.
  private func plugin(expires: String) throws -> ExecPlugin {
    let status = #"{\"token\":\"t$count\",\"expirationTimestamp\":\"\#(expires)\"}"#
    let script = """
      #!/bin/sh
      count=$(( $(cat "$0.count" 2>/dev/null || echo 0) + 1 ))
      echo $count > "$0.count"
      echo "{\\"apiVersion\\":\\"client.authentication.k8s.io/v1\\",\\"kind\\":\\"ExecCredential\\",\\"status\\":\(status)}"
      """
    return ExecPlugin(
      entry: KubeconfigEntry(.user, "u", file: "FILE"),
      apiVersion: .v1,
      command: try folder.writeProgram("counter", script),
      arguments: [],
      environment: []
    )
  }

  @Test("a token file is read again after a minute")
  func tokenFile() async throws {
    let store = store(.tokenFile(path: try folder.write("token", "first\n")))
    #expect(try await store.current().token == Secret("first"))
    try folder.write("token", "second\n")
    clock.advance(59)
    #expect(try await store.current().token == Secret("first"))
    clock.advance(2)
    #expect(try await store.current().token == Secret("second"))
  }

  @Test("a token file that vanishes later leaves its last token; one that was never there is an error")
  func vanished() async throws {
    let path = try folder.write("token", "first")
    let store = store(.tokenFile(path: path))
    _ = try await store.current()
    try FileManager.default.removeItem(atPath: path)
    clock.advance(100)
    #expect(try await store.current().token == Secret("first"))
    await #expect(throws: KubeconfigError.unreadableTokenFile(path, reason: "there is no such file")) {
      try await self.store(.tokenFile(path: path)).current()
    }
  }

  @Test("a plugin is asked again when what it gave has expired, and not before")
  func expiry() async throws {
    let store = store(.exec(try plugin(expires: "2026-11-22T02:10:00Z")))
    #expect(try await store.current().token == Secret("t1"))
    clock.advance(500)
    #expect(try await store.current().token == Secret("t1"))
    clock.advance(95)
    #expect(try await store.current().token == Secret("t2"))
  }

  @Test("many who need a credential at once get it from one run of the plugin")
  func shared() async throws {
    let store = store(.exec(try plugin(expires: "2026-11-22T02:10:00Z")))
    let tokens = try await withThrowingTaskGroup(of: Secret?.self) { group in
      for _ in 0..<20 { group.addTask { try await store.current().token } }
      return try await group.reduce(into: Set<Secret?>()) { $0.insert($1) }
    }
    #expect(tokens == [Secret("t1")])
    #expect(try folder.read("counter.count") == "1\n")
  }

  @Test("a refused credential is replaced once for all who had it")
  func replacement() async throws {
    let store = store(.exec(try plugin(expires: "2026-11-22T02:10:00Z")))
    let refused = try await store.current()
    #expect(try await store.replacement(for: refused)?.token == Secret("t2"))
    #expect(try await store.replacement(for: refused)?.token == Secret("t2"))
  }

  @Test("a fixed token has no replacement")
  func fixed() async throws {
    let store = store(.token(Secret("t")))
    let refused = try await store.current()
    #expect(try await store.replacement(for: refused) == nil)
  }
}
