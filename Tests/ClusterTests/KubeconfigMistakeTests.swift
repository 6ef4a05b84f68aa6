import Foundation
import TestSupport
import Testing

@Suite("A kubeconfig with a mistake")
struct KubeconfigMistakeTests {
  /// A mistake, and the sentence that must be said of it; `FILE` stands for the kubeconfig's path.
  struct Mistake: Sendable, CustomTestStringConvertible {
    let what: String
    let text: String?
    let sentence: String

    var testDescription: String { what }
  }

  private static let cluster = "clusters: [{name: c, cluster: {server: 'https://127.0.0.1:1'}}]"
  private static let context = "contexts: [{name: x, context: {cluster: c, user: u}}]"
  private static let user = "users: [{name: u, user: {token: a-planted-token}}]"

  private static let mistakes = [
    Mistake(
      what: "it is not there",
      text: nil,
      sentence: "no kubeconfig at FILE: correct the path or KUBECONFIG."
    ),
    Mistake(
      what: "it is no YAML",
      text: "users: [{token: a-planted-token}\nclusters: }",
      sentence: "the kubeconfig FILE is not valid YAML in line 2, did not find expected ',' or ']': correct it there."
    ),
    Mistake(
      what: "it names no context",
      text: "\(cluster)\n\(context)\n\(user)",
      sentence: "FILE names no current-context: configure a context, there are x."
    ),
    Mistake(
      what: "its context does not exist",
      text: "current-context: y\n\(cluster)\n\(context)\n\(user)",
      sentence: "there is no context 'y' in FILE: configure another, there are x."
    ),
    Mistake(
      what: "its user does not exist",
      text: "current-context: x\n\(cluster)\n\(context)",
      sentence: "context 'x' in FILE names a user 'u' that does not exist: correct it there, there are none yet."
    ),
    Mistake(
      what: "its server is no URL",
      text: "current-context: x\nclusters: [{name: c, cluster: {server: 'kubernetes:6443'}}]\n\(context)\n\(user)",
      sentence: "server of cluster 'c' in FILE is not a URL such as https://kubernetes.example.com:6443: "
        + "correct it there."
    ),
    Mistake(
      what: "its certificate is no base64",
      text: "current-context: x\n\(cluster)\n\(context)\n"
        + "users: [{name: u, user: {client-certificate-data: '%', client-key-data: a-planted-token}}]",
      sentence: "client-certificate-data of user 'u' in FILE is not the base64 of a text: correct it there."
    ),
    Mistake(
      what: "its user has an auth-provider",
      text: "current-context: x\n\(cluster)\n\(context)\nusers: [{name: u, user: {auth-provider: {name: gcp}}}]",
      sentence: "user 'u' in FILE uses the auth-provider 'gcp', which Kubernetes has dropped: replace it by an exec "
        + "plugin (for gcp: gke-gcloud-auth-plugin; for azure: kubelogin; for oidc: kubectl oidc-login)."
    ),
  ]

  @Test("One sentence says what is wrong and what to do, and the status is 2, where", arguments: mistakes)
  func oneSentence(_ mistake: Mistake) async throws {
    let program = try DriftCheckProgram(kubeconfig: "kubeconfig")
    let file = program.folder.url.appending(path: "kubeconfig").path
    if let text = mistake.text { try program.write(text, to: "kubeconfig") }
    let run = try await program.check()
    #expect(run.status == 2)
    #expect(run.text == "")
    #expect(run.errors == "driftcheck: \(mistake.sentence.replacing("FILE", with: file))\n")
  }

  @Test("A credential plugin that fails is named in the report, with what it wrote")
  func failingPlugin() async throws {
    let server = try await RealAPIServer.shared
    let kubeconfig = try TestKubeconfig(server)
    try kubeconfig.write(
      user: [
        "exec": [
          "apiVersion": "client.authentication.k8s.io/v1", "command": "sh",
          "args": ["-c", "echo log in first >&2; exit 3"], "interactiveMode": "Never",
        ]
      ]
    )
    let run = try await kubeconfig.program.check()
    #expect(run.status == 2)
    let report = try await run.report()
    #expect(report.unreadable.count == 3)
    #expect(
      report.unreadable.allSatisfy {
        $0.reason.contains("the credential plugin 'sh' of user 'somebody' in ")
          && $0.reason.contains("ended with code 3 and wrote “log in first”")
      }
    )
  }

  @Test("A server that is not the one of the certificate authority is not trusted")
  func untrustedServer() async throws {
    let server = try await RealAPIServer.shared
    let kubeconfig = try TestKubeconfig(cluster: ["server": .string(server.address)])
    try kubeconfig.write(user: ["token": "a-planted-token"])
    let run = try await kubeconfig.program.check()
    #expect(run.status == 2)
    let report = try await run.report()
    #expect(report.unreadable.count == 3)
    let reasons = report.unreadable.map(\.reason)
    #expect(reasons.allSatisfy { $0.contains("signed by an authority that is not trusted here") }, "\(reasons)")
    #expect(!run.text.contains("a-planted-token"))
  }
}
