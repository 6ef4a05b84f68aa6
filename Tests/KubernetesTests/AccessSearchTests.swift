import Foundation
import HTTP
import TestSupport
import Testing

@testable import Kubernetes

@Suite("The cluster is looked for where people expect it")
struct AccessSearchTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for name in ["named", "listed", "home/.kube/config"] {
      try folder.write(
        name,
        KubeconfigTests.config(cluster: "server: https://\(name.split(separator: "/")[0])")
      )
    }
    try folder.write("account/token", "t")
    try folder.write("account/ca.crt", "CA")
    try folder.write("account/namespace", "driftcheck\n")
  }

  private func server(
    kubeconfig: String? = nil,
    context: String? = nil,
    _ variables: Variable...
  ) throws -> String {
    var environment: [String: String] = [:]
    for variable in variables {
      switch variable {
      case .kubeconfig: environment["KUBECONFIG"] = "\(folder.path)/missing:\(folder.path)/listed:"
      case .pod:
        environment["KUBERNETES_SERVICE_HOST"] = "10.0.0.1"
        environment["KUBERNETES_SERVICE_PORT"] = "443"
      case .home: environment["HOME"] = folder.path + "/home"
      }
    }
    let search = AccessSearch(
      kubeconfig: kubeconfig.map { folder.path + "/" + $0 },
      context: context,
      environment: environment,
      serviceAccountFolder: folder.path + "/account"
    )
    return try search.access().server
  }

  private enum Variable {
    case kubeconfig, pod, home
  }

  @Test("first what the configuration names")
  func named() throws {
    #expect(try server(kubeconfig: "named", .kubeconfig, .pod, .home) == "https://named")
  }

  @Test("then KUBECONFIG")
  func listed() throws {
    #expect(try server(.kubeconfig, .pod, .home) == "https://listed")
  }

  @Test("then the pod's service account, unless a context is wanted")
  func pod() throws {
    #expect(try server(.pod, .home) == "https://10.0.0.1:443")
    #expect(try server(context: "dev", .pod, .home) == "https://home")
  }

  @Test("then the kubeconfig at home")
  func home() throws {
    #expect(try server(.home) == "https://home")
  }

  @Test("when there is nothing, all that was looked for is said")
  func nothing() {
    let search = AccessSearch(environment: ["HOME": "/nonexistent"], serviceAccountFolder: "/nowhere")
    #expect {
      try search.access()
    } throws: { error in
      "\(error)" == """
        nothing tells which cluster to read, looked for a configured kubeconfig, KUBECONFIG, the service account in \
        /nowhere, /nonexistent/.kube/config: configure a kubeconfig, set KUBECONFIG, or run in a pod with a service \
        account.
        """
    }
  }

  @Test(
    "the service account gives address, CA, token file and namespace",
    arguments: [("10.0.0.1", "https://10.0.0.1:6443"), ("fd00::1", "https://[fd00::1]:6443")]
  )
  func serviceAccount(host: String, server: String) throws {
    let environment = ["KUBERNETES_SERVICE_HOST": host, "KUBERNETES_SERVICE_PORT": "6443"]
    let access = try ServiceAccount(environment: environment, folder: folder.path + "/account").access()
    #expect(access.trust.authority == "CA")
    #expect(access.server == server)
    #expect(access.namespace == "driftcheck")
    #expect(access.credential == .tokenFile(path: folder.path + "/account/token"))
  }

  @Test("a service account without its CA is not used without one")
  func noAuthority() throws {
    try FileManager.default.removeItem(atPath: folder.path + "/account/ca.crt")
    #expect(throws: KubeconfigError.serviceAccount(reason: "\(folder.path)/account/ca.crt cannot be read")) {
      try server(.pod)
    }
  }
}
