import Foundation
import Sandbox
import TestSupport
import Testing

@Suite("driftcheck adopt on a real API server")
struct AdoptTests {
  /// What claiming takes beside reading.
  private static let rights = [
    AccessRule(["patch"], "namespaces"),
    AccessRule(["patch"], "secrets", named: ["gitlab-registry-image-pull-secret"]),
    AccessRule(["get", "create", "patch"], "leases", in: "coordination.k8s.io"),
  ]

  @Test("claims once what the operator made, with patches of metadata alone, and nothing drifts by it")
  func claims() async throws {
    let cluster = try await CompanyCluster.start(holding: Company.example.world())
    let user = try await cluster.server.newUser(allowed: AccessRule.ofCheck() + Self.rights)
    let program = try cluster.driftcheck(as: user)
    let mark = try cluster.server.auditMark()
    let shown = try await program.run(["adopt"])
    #expect(shown.status == 0 && shown.text.hasPrefix("To be claimed: 28 namespaces and 28 pull secrets\n"), "\(shown)")
    #expect(try cluster.server.requests(of: user, since: mark).allSatisfy(\.isRead))
    let run = try await program.run(["adopt", "--yes"])
    #expect(run.status == 0 && run.text.hasSuffix("\nClaimed: 28 namespaces and 28 pull secrets\n"), "\(run)")
    let writes = try cluster.server.requests(of: user, since: mark).filter { !$0.isRead }.map(\.objectRef?.resource)
    #expect(writes.count { $0 == "namespaces" } == 28 && writes.count { $0 == "secrets" } == 28)
    #expect(Set(writes) == ["leases", "namespaces", "secrets"])
    let again = try await program.run(["adopt", "--yes"])
    #expect(again.status == 0 && again.text == "To be claimed: nothing\n\n80 things are ours already.\n", "\(again)")
    let check = try await program.check()
    #expect(check.status == 0, "\(check)")
  }
}
