import Foundation
import HTTP
import Kubernetes
import Model
import Observed
import TestSupport
import Testing

@Suite("Reading the cluster again")
struct ConfirmingGitLabTests {
  @Test("What GitLab showed stays known, whether few objects are read again or whole lists", arguments: [1, 501])
  func keepsGitLab(count: Int) async throws {
    let server = try ScriptedServer { connection, _ in
      while true {
        let isList = try connection.readRequest().target.contains("?")
        let list = #"{"kind":"List","metadata":{"resourceVersion":"9"},"items":[]}"#
        let status = #"{"kind":"Status","code":404,"reason":"NotFound","message":"not found","details":{"name":"n"}}"#
        try connection.respond(isList ? 200 : 404, ["Content-Type: application/json"], body: isList ? list : status)
      }
    }
    let access = ClusterAccess(origin: "a test", server: server.url, proxy: .none, credential: .none)
    let client = try KubernetesClient(
      access,
      configuration: HTTPClientConfiguration(userAgent: "test"),
      environment: [:]
    )
    var snapshot = Snapshot(namespaces: .read([:]), pullSecrets: .read([:]))
    let group = LiveGroup(id: 1, fullPath: "shop")
    snapshot.gitlab = Snapshot.GitLab(groups: .read(["shop": group]), tokens: .read([:]), time: .distantPast)
    let names = Set((0..<count).map { "project\($0)-dev" })
    let policy = Policy(registryHost: "registry.example.com", tokens: TokenPolicy())
    let confirmed = await snapshot.confirming(names, with: client, under: policy)
    #expect(confirmed.unreadable.isEmpty)
    #expect(confirmed.gitlab?.groups["shop"].value == group)
  }
}
