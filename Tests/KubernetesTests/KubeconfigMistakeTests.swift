import Foundation
import TestSupport
import Testing

@testable import Kubernetes

@Suite("Every mistake in a kubeconfig is one sentence that names it and the way out")
struct KubeconfigMistakeTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// The words for what is wrong with a kubeconfig, with FILE for its path.
  private func mistake(_ text: String, context: String? = nil) throws -> String {
    let path = try folder.write("config", text)
    do {
      _ = try Kubeconfig(reading: [path]).access(context: context)
    } catch {
      return "\(error)".replacingOccurrences(of: path, with: "FILE").replacingOccurrences(
        of: folder.path,
        with: "DIR"
      )
    }
    return "no mistake"
  }

  @Test(
    "in the user",
    arguments: [
      (
        "client-certificate-data: '***'",
        "client-certificate-data of user 'u' in FILE is not the base64 of a text: correct it there."
      ),
      (
        "client-key: key.pem",
        "DIR/key.pem, which client-key of user 'u' in FILE names, cannot be read, there is no such file: "
          + "correct the path or the permissions."
      ),
      (
        "client-certificate-data: eA==",
        "user 'u' in FILE has no client-key, although there is a client-certificate: add it there."
      ),
      (
        "auth-provider: {name: gcp}",
        "user 'u' in FILE uses the auth-provider 'gcp', which Kubernetes has dropped: replace it by an exec plugin "
          + "(for gcp: gke-gcloud-auth-plugin; for azure: kubelogin; for oidc: kubectl oidc-login)."
      ),
      (
        "exec: {apiVersion: client.authentication.k8s.io/v1alpha1, command: x}",
        "exec.apiVersion of user 'u' in FILE is 'client.authentication.k8s.io/v1alpha1', not "
          + "client.authentication.k8s.io/v1 or client.authentication.k8s.io/v1beta1: correct it there."
      ),
      (
        "exec: {apiVersion: client.authentication.k8s.io/v1}",
        "user 'u' in FILE has no exec.command: add it there."
      ),
      (
        "exec: {apiVersion: client.authentication.k8s.io/v1, command: x, interactiveMode: Always}",
        "the credential plugin 'x' of user 'u' in FILE has interactiveMode Always, and nobody can be asked here: "
          + "use a login that needs no terminal."
      ),
    ]
  )
  func user(lines: String, words: String) throws {
    let said = try mistake(KubeconfigTests.config(user: lines))
    #expect(said == words)
  }

  @Test(
    "in the cluster",
    arguments: [
      (
        "server: k8s.example.com",
        "server of cluster 'c' in FILE is not a URL such as https://kubernetes.example.com:6443: correct it there."
      ),
      ("tls-server-name: x", "cluster 'c' in FILE has no server: add it there."),
      (
        "server: https://h\ncertificate-authority-data: '%'",
        "certificate-authority-data of cluster 'c' in FILE is not the base64 of a text: correct it there."
      ),
    ]
  )
  func cluster(lines: String, words: String) throws {
    let said = try mistake(KubeconfigTests.config(cluster: lines))
    #expect(said == words)
  }

  @Test("an unknown context is told with those that there are")
  func unknownContext() throws {
    let words = try mistake(KubeconfigTests.config(), context: "prod")
    #expect(words == "there is no context 'prod' in FILE: configure another, there are dev.")
  }

  @Test(
    "in what stands between the entries",
    arguments: [
      (
        "contexts: [{name: b, context: {}}, {name: a, context: {}}]",
        "FILE names no current-context: configure a context, there are a, b."
      ),
      ("# nothing", "FILE names no current-context: configure a context, there are none yet."),
      (
        "current-context: a\ncontexts: [{name: a, context: {cluster: x}}]\nclusters: [{name: c, cluster: {}}]",
        "context 'a' in FILE names a cluster 'x' that does not exist: correct it there, there are c."
      ),
      (
        "contexts: 7",
        "the kubeconfig FILE does not have the form of one, contexts is not of the form that is read here: "
          + "correct it there."
      ),
      (
        "users:\n- name: u\n\tuser: {token: planted-token}",
        "the kubeconfig FILE is not valid YAML in line 3, found a tab character that violates indentation: "
          + "correct it there."
      ),
    ]
  )
  func structure(text: String, words: String) throws {
    let said = try mistake(text)
    #expect(said == words)
  }

  @Test("a file that is named must exist")
  func missing() {
    #expect(throws: KubeconfigError.noFile(["/nonexistent/config"])) {
      try Kubeconfig(reading: ["/nonexistent/config"])
    }
  }

  @Test("no planted secret shows in what is kept of a kubeconfig, nor in a dump of it")
  func secrets() throws {
    let plain = "planted-secret-value"
    let encoded = Data(plain.utf8).base64EncodedString()
    for user in [
      "token: \(plain)", "username: me\npassword: \(plain)",
      "client-certificate-data: eA==\nclient-key-data: \(encoded)",
      "exec: {apiVersion: client.authentication.k8s.io/v1, command: x, args: [\(plain)], "
        + "env: [{name: A, value: \(plain)}], provideClusterInfo: true}",
    ] {
      let cluster = "server: https://h\nproxy-url: http://me:\(plain)@proxy:1"
      let config = try Kubeconfig(reading: [
        folder.write("c", KubeconfigTests.config(cluster: cluster, user: user))
      ])
      let access = try config.access()
      var shown = "\(access) \(String(reflecting: access)) \(config) \(String(reflecting: config))"
      dump(access, to: &shown)
      dump(config, to: &shown)
      #expect(!shown.contains(plain))
    }
  }
}
