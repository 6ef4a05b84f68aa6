import Foundation
import HTTP
import Secrets
import TestSupport
import Testing

@testable import Kubernetes

@Suite("A kubeconfig says how to reach a cluster, and as whom")
struct KubeconfigTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func access(_ text: String, context: String? = nil) throws -> ClusterAccess {
    try Kubeconfig(reading: [folder.write("config", text)]).access(context: context)
  }

  /// A kubeconfig of one context, with these lines in its cluster and its user.
  static func config(cluster: String = "server: https://k8s.example.com:6443/", user: String = "token: t")
    -> String
  {
    """
    apiVersion: v1
    kind: Config
    current-context: dev
    contexts:
    - name: dev
      context: {cluster: c, user: u, namespace: ops}
    clusters:
    - name: c
      cluster:
        \(cluster.split(separator: "\n").joined(separator: "\n    "))
    users:
    - name: u
      user:
        \(user.split(separator: "\n").joined(separator: "\n    "))
    """
  }

  @Test("the current context gives server, namespace and token")
  func current() throws {
    let access = try access(Self.config())
    #expect(access.server == "https://k8s.example.com:6443")
    #expect(access.namespace == "ops")
    #expect(access.credential == .token(Secret("t")))
    #expect(!access.insecureSkipVerify)
    #expect(access.identity == nil)
  }

  @Test("CA, server name, proxy and skipped verification are taken over")
  func cluster() throws {
    let authority = Data("CA text".utf8).base64EncodedString()
    let access = try access(
      Self.config(
        cluster: """
          server: https://10.0.0.1
          certificate-authority: ignored-because-data-counts
          certificate-authority-data: \(authority)
          tls-server-name: k8s.internal
          insecure-skip-tls-verify: true
          proxy-url: socks5://proxy.example.com:1080
          """
      )
    )
    #expect(access.trust.authority == "CA text")
    #expect("\(access.proxy)" == "socks5://proxy.example.com:1080")
    #expect(access.tlsServerName == "k8s.internal")
    #expect(access.insecureSkipVerify)
  }

  @Test("files are looked for beside the kubeconfig")
  func relativeFiles() throws {
    try folder.write("pki/ca.pem", "CA file")
    try folder.write("pki/me.pem", "certificate file")
    try folder.write("pki/me.key", "key file")
    let access = try access(
      Self.config(
        cluster: "server: https://k8s.example.com\ncertificate-authority: pki/ca.pem",
        user: "client-certificate: pki/me.pem\nclient-key: pki/me.key\ntokenFile: token"
      )
    )
    #expect(access.trust.authority == "CA file")
    #expect(access.identity?.certificate == "certificate file")
    #expect(access.identity?.key == Secret("key file"))
    #expect(access.credential == .tokenFile(path: folder.path + "/token"))
  }

  @Test("user and password make basic authentication; no user at all is anonymous")
  func basicAndNone() throws {
    let basic = try access(Self.config(user: "username: me\npassword: 12345"))
    #expect(basic.credential == .basic(username: "me", password: Secret("12345")))
    let text =
      "contexts: [{name: a, context: {cluster: c}}]\nclusters: [{name: c, cluster: {server: http://h}}]"
    #expect(try access(text, context: "a").credential == .none)
  }

  @Test("of two files the first one counts, entry by entry, and a missing one is skipped")
  func merge() throws {
    let first = try folder.write(
      "first",
      """
      current-context: b
      contexts: [{name: a, context: {cluster: c, user: u}}]
      clusters: [{name: c, cluster: {server: https://first}}]
      """
    )
    let second = try folder.write(
      "second",
      """
      current-context: a
      contexts: [{name: b, context: {cluster: c, user: u}}, {name: a, context: {cluster: nowhere}}]
      clusters: [{name: c, cluster: {server: https://second}}]
      users: [{name: u, user: {token: t}}]
      """
    )
    let config = try Kubeconfig(reading: [folder.path + "/missing", first, second])
    #expect(try config.access().server == "https://first")
    #expect(try config.access(context: "a").credential == .token(Secret("t")))
    #expect(try config.access().origin == "context 'b' in \(second)")
  }

  @Test("an exec plugin is taken over; its path starts at the file's folder")
  func exec() throws {
    let access = try access(
      Self.config(
        cluster: """
          server: https://k8s.example.com
          extensions: [{name: client.authentication.k8s.io/exec, extension: {audience: x, deep: [1, true, null]}}]
          """,
        user: """
          exec:
            apiVersion: client.authentication.k8s.io/v1beta1
            command: ./login
            args: [--cluster, c]
            env: [{name: A, value: b}]
            provideClusterInfo: true
            interactiveMode: IfAvailable
            installHint: apt-get install login
          """
      )
    )
    guard case .exec(let plugin) = access.credential else {
      Issue.record("no plugin: \(access.credential)")
      return
    }
    #expect(plugin.apiVersion == .v1beta1)
    #expect(plugin.command == folder.path + "/./login" || plugin.command == folder.path + "/login")
    #expect(plugin.arguments == [Secret("--cluster"), Secret("c")])
    #expect(plugin.environment == [ExecPlugin.Variable(name: "A", value: Secret("b"))])
    #expect(plugin.installHint == "apt-get install login")
    #expect(
      try ExecCredential.question(for: plugin) == """
        {"apiVersion":"client.authentication.k8s.io/v1beta1","kind":"ExecCredential","spec":{"cluster":\
        {"config":{"audience":"x","deep":[1,true,null]},"server":"https://k8s.example.com"},"interactive":false}}
        """
    )
  }
}

extension HTTPClientConfiguration.Trust {
  /// The authorities in PEM; nil for those of the machine.
  var authority: String? {
    switch self {
    case .system: nil
    case .pem(let text): text
    }
  }
}
