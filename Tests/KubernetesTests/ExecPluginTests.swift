import Foundation
import HTTP
import Secrets
import TestSupport
import Testing

@testable import Kubernetes

@Suite("An exec plugin gives the credential")
struct ExecPluginTests {
  private let folder: TemporaryFolder
  private static let path = ["PATH": "/usr/bin:/bin"]

  init() throws {
    folder = try TemporaryFolder()
  }

  private func plugin(_ script: String, _ change: (inout ExecPlugin) -> Void = { _ in }) throws -> ExecPlugin {
    var plugin = ExecPlugin(
      entry: KubeconfigEntry(.user, "u", file: "FILE"),
      apiVersion: .v1,
      command: try folder.writeProgram("plugin", "#!/bin/sh\n" + script),
      arguments: [],
      environment: []
    )
    change(&plugin)
    return plugin
  }

  private static func answer(_ status: String) -> String {
    #"{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{\#(status)}}"#
  }

  private func failure(_ plugin: ExecPlugin, timeout: Duration = .seconds(20)) async -> String {
    do {
      _ = try await plugin.run(inheriting: Self.path, timeout: timeout)
      return "no failure"
    } catch {
      return "\(error)".replacingOccurrences(of: folder.path, with: "DIR")
    }
  }

  @Test("it gets its arguments, its variables and the question, and answers with a token")
  func token() async throws {
    let script = """
      printf '%s\\n' "$1" "$A" "$KUBERNETES_EXEC_INFO" > "$(dirname "$0")/seen"
      echo '\(Self.answer(#""token":"t","expirationTimestamp":"2026-11-22T02:00:00Z""#))'
      """
    let plugin = try plugin(script) {
      $0.arguments = [Secret("--login")]
      $0.environment = [ExecPlugin.Variable(name: "A", value: Secret("b"))]
    }
    let credential = try await plugin.run(inheriting: Self.path)
    #expect(credential.token == Secret("t"))
    #expect(credential.expiresAt == Date(timeIntervalSince1970: 1_795_312_800))
    #expect(
      try folder.read("seen") == """
        --login
        b
        {"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","spec":{"interactive":false}}

        """
    )
  }

  @Test("it may answer with a certificate and its key")
  func certificate() async throws {
    let status = #""clientCertificateData":"C","clientKeyData":"K""#
    let credential = try await plugin("echo '\(Self.answer(status))'").run(inheriting: Self.path)
    #expect(credential.identity?.certificate == "C")
    #expect(credential.identity?.key == Secret("K"))
    #expect(credential.expiresAt == nil)
  }

  @Test("its stderr stands in the error, without the secrets that it was given")
  func exited() async throws {
    let plugin = try plugin("echo \"no login for $1\" >&2; exit 3") {
      $0.arguments = [Secret("planted-argument")]
    }
    #expect(
      await failure(plugin) == """
        the credential plugin 'DIR/plugin' of user 'u' in FILE ended with code 3 and wrote “no login for <secret>”: \
        run it by hand to see what it needs.
        """
    )
  }

  @Test("one that does not end is ended")
  func timeout() async throws {
    let words = await failure(try plugin("echo waiting >&2; exec sleep 1000"), timeout: .milliseconds(300))
    #expect(words.contains("did not end within"))
    #expect(words.contains("“waiting”"))
  }

  @Test("when the run is cancelled, it is ended")
  func cancelled() async throws {
    let plugin = try plugin("exec sleep 1000")
    let task = Task { await failure(plugin) }
    task.cancel()
    #expect(await task.value.contains("was stopped"))
  }

  @Test("one that is not installed is told with the hint of its author")
  func notFound() async throws {
    let plugin = try plugin("") {
      $0.command = "no-such-plugin"
      $0.installHint = "brew install it"
    }
    let words = "the credential plugin 'no-such-plugin' of user 'u' in FILE was not found: brew install it"
    #expect(await failure(plugin) == words)
  }

  @Test(
    "an answer that is none is told without a piece of it",
    arguments: [
      ("planted", "it is not valid JSON"),
      (
        #"{"kind":"ExecCredential"}"#,
        "apiVersion or kind is not client.authentication.k8s.io/v1 ExecCredential"
      ),
      (answer(""), "its status has neither a token nor a certificate"),
      (answer(#""clientKeyData":"planted""#), "of certificate and key there is only one"),
      (answer(#""token":["planted"]"#), "status.token is not a text"),
      (
        answer(#""token":"planted","expirationTimestamp":"soon""#),
        "status.expirationTimestamp is not a timestamp"
      ),
    ]
  )
  func malformed(answer: String, detail: String) async throws {
    let words = await failure(try plugin("echo '\(answer)'"))
    #expect(words.contains(", \(detail): check its version."))
    #expect(!words.contains("planted"))
  }
}
