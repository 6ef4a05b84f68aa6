import Foundation
import Sandbox
import TestSupport
import Testing

@Suite("driftcheck adopt")
struct AdoptTests {
  private static let lease = "/apis/coordination.k8s.io/v1/namespaces/driftcheck/leases"

  @Test("shows what it would claim, and only reads")
  func shows() async throws {
    try await CheckedCompany.run { company in
      let run = try await company.program.run(["adopt"])
      #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
      #expect(run.text.hasPrefix("To be claimed: 28 namespaces and 28 pull secrets\n"), "\(run.text)")
      #expect(run.text.contains("\n  namespace shop-dev, for projects/shop-dev\n"))
      #expect(run.text.contains("\n  pullSecret shop-dev/gitlab-registry-image-pull-secret, for projects/shop-dev\n"))
      #expect(run.text.contains("\n24 things are ours already.\n"))
      #expect(run.text.hasSuffix("\nNothing was written. To claim it, say --yes.\n"))
      #expect(await company.changes.isEmpty)
    }
  }

  @Test("claims it with --yes under the Lease, and a second run finds nothing to do")
  func claims() async throws {
    try await CheckedCompany.run { company in
      let run = try await company.program.run(["adopt", "--yes"])
      #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
      #expect(run.text.hasSuffix("\nClaimed: 28 namespaces and 28 pull secrets\n"), "\(run.text)")
      let writes = await company.writes
      #expect(writes.count == 56 && Set(writes).count == 56)
      let changes = await company.changes
      #expect(changes.first == "POST \(Self.lease)" && changes.last == "PATCH \(Self.lease)/driftcheck")
      let second = try await company.program.run(["adopt", "--yes"])
      #expect(second.status == 0 && second.text == "To be claimed: nothing\n\n80 things are ours already.\n")
      #expect(await company.changes.count == changes.count)
      #expect(try await company.report(status: 0).summary.findings == 0)
    }
  }

  @Test("asks at a terminal, and only yes is an agreement", arguments: ["y\n", "n\n", "\n", ""])
  func asked(answer: String) async throws {
    try await CheckedCompany.run { company in
      let run = try await company.program.onTerminal(["adopt"], typing: answer)
      #expect(run.status == 0, "\(run.text)")
      #expect(run.text.contains("Claim this? 28 namespaces and 28 pull secrets [y/N] "))
      #expect(await company.writes.count == (answer == "y\n" ? 56 : 0))
    }
  }

  @Test("says what it does not claim, and why")
  func withheld() async throws {
    let drifts: [PlantedDrift] = [
      .namespaceLeftByOperator, .secretLeftBehind, .leavingProject, .conflictingProject, .terminatingNamespace,
    ]
    try await CheckedCompany.run(with: drifts) { company in
      let run = try await company.program.run(["adopt", "--yes"])
      #expect(run.status == 0, "\(run.errors)")
      for line in [
        "namespace legacy-dev: no Project asks for it",
        "pullSecret atlas-prod/gitlab-registry-image-pull-secret: no Project asks for it",
        "namespace shop-prod: the Project projects-emea/shop-prod asks for the same namespace;",
      ] {
        #expect(run.text.contains("\n  \(line)"), "\(run.text)")
      }
      for name in ["legacy-dev", "atlas-prod", "mobile-api-qa", "shop-prod", "checkout-test"] {
        #expect(await !company.writes.contains { $0.contains("/\(name)") })
      }
    }
  }

  @Test("claims nothing while another run holds the Lease")
  func held() async throws {
    var world = CheckedCompany.world()
    world.add(
      .leases,
      [
        "metadata": ["name": "driftcheck", "namespace": "driftcheck"],
        "spec": [
          "holderIdentity": "nightly-28_20261122T020000Z-a1b2", "leaseDurationSeconds": 600,
          "renewTime": .string(Timestamp.kubernetes(Date())),
        ],
      ]
    )
    try await CheckedCompany.run(world) { company in
      let run = try await company.program.run(["adopt", "--yes"])
      #expect(run.status == 2 && run.errors.contains("the run “nightly-28_20261122T020000Z-a1b2” has it until"))
      #expect(await company.changes.isEmpty)
    }
  }

  @Test("looks at the Projects again under the Lease, and leaves alone what one of them has given up")
  func deletedMeanwhile() async throws {
    try await CheckedCompany.run { company in
      await company.server.faults.add(Fault(.delay(milliseconds: 2_000), method: "POST", path: Self.lease, times: 1))
      let process = try company.program.start(["adopt", "--yes"])
      await company.server.faults.usedUp()
      let project = "\(company.server.url)/apis/kyotu.tech/v1/namespaces/projects/projects/shop-dev"
      let bearer = "Authorization: Bearer \(User.driftcheck.token)"
      let deletion = try await Program.run("curl", ["-sS", "--fail", "-X", "DELETE", "-H", bearer, project])
      #expect(deletion.status == 0, "\(deletion.text)")
      let run = try await process.end()
      #expect(run.status == 2 && run.text.contains("\nClaimed: 27 namespaces and 27 pull secrets\n"), "\(run.text)")
      #expect(run.text.contains("namespace shop-dev: refused: its Project is not as it was when this was shown"))
      #expect(await !company.writes.contains { $0.hasPrefix("PATCH /api/v1/namespaces/shop-dev") })
    }
  }

  @Test("claims nothing where the Projects cannot be read again under the Lease, and says so of each")
  func unreadMeanwhile() async throws {
    try await CheckedCompany.run { company in
      await company.server.faults.add(Fault(.delay(milliseconds: 2_000), method: "POST", path: Self.lease, times: 1))
      let process = try company.program.start(["adopt", "--yes"])
      await company.server.faults.usedUp()
      await company.server.access.deny(Denial("projects", verbs: ["list"]))
      let run = try await process.end()
      #expect(run.status == 2 && run.text.contains("\nClaimed: nothing\n"), "\(run.text)")
      #expect(run.text.contains("namespace shop-dev: waiting: without the Projects nothing can be claimed: "))
      #expect(await company.writes.isEmpty)
    }
  }

  @Test("claims nothing where the Projects cannot be read; of what else cannot, it says so and claims the rest")
  func unreadable() async throws {
    try await CheckedCompany.run { company in
      await company.server.access.deny(Denial("projects", verbs: ["list"]))
      let run = try await company.program.run(["adopt", "--yes"])
      #expect(run.status == 2 && run.output.isEmpty)
      #expect(run.errors.hasPrefix("driftcheck: without the Projects nothing can be claimed: "), "\(run.errors)")
    }
    try await CheckedCompany.run { company in
      await company.server.access.deny(Denial("secrets", verbs: ["list"]))
      let run = try await company.program.run(["adopt", "--yes"])
      #expect(run.status == 2 && run.text.hasPrefix("To be claimed: 28 namespaces\n"), "\(run.text)")
      #expect(run.text.contains("UNKNOWN: 1 part could not be read") && run.text.contains("Claimed: 28 namespaces\n"))
      #expect(await company.writes.allSatisfy { !$0.contains("/secrets/") })
    }
  }

  @Test("says which claim failed, with the server's reason, and makes all others")
  func failed() async throws {
    try await CheckedCompany.run { company in
      await company.server.access.deny(Denial("secrets", verbs: ["patch"]))
      let run = try await company.program.run(["adopt", "--yes"])
      #expect(run.status == 2 && run.text.contains("\nClaimed: 28 namespaces\n"), "\(run.text)")
      #expect(run.text.contains("pullSecret shop-dev/gitlab-registry-image-pull-secret: failed: "))
    }
  }

  @Test("needs the Projects of a cluster")
  func files() async throws {
    try await CheckedCompany.run { company in
      try company.configure("projects: {files: [projects.yaml]}")
      try company.program.write("", to: "projects.yaml")
      let run = try await company.program.run(["adopt"])
      #expect(run.status == 2 && run.errors.contains("projects.files names files"), "\(run.errors)")
      #expect(await company.server.log.requests.isEmpty)
    }
  }
}
