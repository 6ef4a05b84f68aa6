import Foundation
import Sandbox
import TestSupport
import Testing

@Suite("driftcheck rotate")
struct RotateTests {
  @Test("issues one new credential to each Project named, although nothing is wrong, and to no other")
  func rotation() async throws {
    try await CheckedCompany.runWithHistory { company in
      let run = try await company.program.run(["rotate", "shop-dev", "shop-prod", "--yes", "--format", "json"])
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.errors.contains("Plan: 2 repairs\n"))
      let writes = await company.writes
      #expect(writes.count { $0.hasPrefix("POST ") && $0.hasSuffix("/access_tokens") } == 2)
      let secrets = writes.filter { $0.hasPrefix("PATCH ") && $0.contains("/secrets/") }
      #expect(
        Set(secrets.map { $0.contains("/namespaces/shop-dev/") ? "shop-dev" : "shop-prod" }) == [
          "shop-dev", "shop-prod",
        ]
      )
      // What was held before stays valid for the overlap, and is announced as what goes then.
      let report = try await run.report()
      #expect(report.findings.isEmpty && report.removals.count >= 2)
      #expect(try await company.report(status: 0).findings.isEmpty)
    }
  }

  @Test("makes nothing at all where one of those named cannot have a new credential, and says why")
  func refusal() async throws {
    try await CheckedCompany.runWithHistory(.missingNamespace) { company in
      let run = try await company.program.run(["rotate", "shop-dev", "nobody", "billing-test", "--yes"])
      #expect(run.status == 2)
      #expect(
        run.errors.contains(
          "driftcheck: nothing is rotated: billing-test: the namespace billing-test and its pull secret are not there, "
            + "or could not be read; nobody: no Project of that name is served"
        )
      )
      #expect(await company.changes.isEmpty)
    }
  }

  @Test("asks first, and where nobody can be asked needs --yes")
  func consent() async throws {
    try await CheckedCompany.runWithHistory { company in
      let run = try await company.program.run(["rotate", "shop-dev"])
      #expect(run.status == 64)
      #expect(run.errors.contains("rotate asks before it writes"))
      #expect(await company.changes.isEmpty)
    }
  }

  @Test("says so and ends with 2 where the new credential could not be made")
  func failure() async throws {
    try await CheckedCompany.runWithHistory { company in
      await company.server.faults.add(Fault(.status(403), method: "POST", path: "/gitlab/*/access_tokens"))
      let run = try await company.program.run(["rotate", "shop-dev", "--yes"])
      #expect(run.status == 2)
      #expect(run.text.contains("token shop/shop-dev-image-puller"))
      await company.server.faults.clear()
      #expect(try await company.report(status: 0).removals.isEmpty)
    }
  }
}
