import Foundation
import HTTP
import Kubernetes
import TestSupport
import Testing

@Suite("A check with each kind of credential")
struct CredentialTests {
  /// A way to say who one is in the user of a kubeconfig; files are named relative to it.
  enum Kind: String, CaseIterable, Sendable {
    case token, tokenFile, clientCertificate, inlineClientCertificate, execPlugin, execPluginBeta
  }

  @Test("The server knows who asks, by", arguments: Kind.allCases)
  func credential(_ kind: Kind) async throws {
    let cluster = try await LargeCompany.cluster
    let user = try await Self.user.value
    let kubeconfig = try TestKubeconfig(cluster.server)
    let entry = try kubeconfig.user(kind, token: user.token, certificate: cluster.server.clientCertificate)
    try kubeconfig.write(user: entry)
    let run = try await kubeconfig.program.check()
    #expect(run.errors == "")
    #expect(run.status == 1)
    let report = try await run.report()
    #expect(report.unreadable == [])
    #expect(report.lines == LargeCompany.lines)
  }

  @Test("Without a kubeconfig in the configuration it takes the one that KUBECONFIG names")
  func environment() async throws {
    let cluster = try await LargeCompany.cluster
    let file = try await cluster.server.kubeconfig(for: Self.user.value).path
    let configuration = "kubernetes: {namespaceLabels: {example.com/backup: nightly}}\nprojects: {settle: 0s}\n"
    let program = try DriftCheckProgram(configuration: configuration + "registry: {host: registry.example.com}\n")
    let run = try await program.check(environment: ["KUBECONFIG": "/none/such:\(file)"])
    let report = try await run.report()
    #expect(report.lines == LargeCompany.lines)
  }

  @Test("In a pod it is the service account, whose token is read from its file")
  func serviceAccount() async throws {
    let server = try await LargeCompany.cluster.server
    try await server.create([
      ClusterObject(
        collection: "/api/v1/namespaces/default/serviceaccounts",
        name: "driftcheck",
        json: ["apiVersion": "v1", "kind": "ServiceAccount", "metadata": ["name": "driftcheck"]]
      )
    ])
    let token = try await server.token(ofServiceAccount: "driftcheck", in: "default")
    let account = ClusterUser(name: "system:serviceaccount:default:driftcheck", token: token)
    try await server.grant(AccessRule.ofCheck(), to: account)

    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(
      at: URL(filePath: server.authorityFile),
      to: folder.url.appending(path: "ca.crt")
    )
    for (name, text) in [("token", token), ("namespace", "default")] {
      try Data(text.utf8).write(to: folder.url.appending(path: name))
    }
    let address = try #require(URLComponents(string: server.address))
    let search = AccessSearch(
      environment: [
        "KUBERNETES_SERVICE_HOST": address.host ?? "", "KUBERNETES_SERVICE_PORT": "\(address.port ?? 0)",
      ],
      serviceAccountFolder: folder.url.path
    )
    let client = try KubernetesClient.connect(search, configuration: HTTPClientConfiguration(userAgent: "tests"))
    #expect(client.namespace == "default")
    let projects = APIResource(group: "kyotu.tech", version: "v1", plural: "projects", isNamespaced: true)
    let list = try await client.list(ListRequest(projects), of: ListedProject.self)
    #expect(list.items.count == LargeCompany.size)
  }

  /// Somebody with the rights of a check, known by a token and by the certificate of `certified` alike.
  private static let user = Task {
    let server = try await LargeCompany.cluster.server
    try await server.grant(AccessRule.ofCheck(), to: ClusterUser(name: "certified", token: ""))
    return try await server.newUser(allowed: AccessRule.ofCheck())
  }

  private struct ListedProject: Decodable, Sendable {
    let kind: String
  }
}
