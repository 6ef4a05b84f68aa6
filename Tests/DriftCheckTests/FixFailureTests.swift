import Foundation
import Sandbox
import TestSupport
import Testing

@Suite("driftcheck --fix that cannot do all")
struct FixFailureTests {
  private static let lease = "/apis/coordination.k8s.io/v1/namespaces/driftcheck/leases"
  private static let namespace = "/api/v1/namespaces/catalog-stage"

  @Test("says which right a write lacks, goes on with the others, and exits with 2")
  func forbidden() async throws {
    try await CheckedCompany.runWithHistory(.lostNamespaceLabel, .publicGroup) { company in
      await company.server.access.deny(Denial("namespaces", verbs: ["patch"]))
      let report = try await company.fix(status: 2)
      #expect(
        report.ends == ["namespace changed catalog-stage: new, failed", "group changed reports: resolved, done"]
      )
      #expect(report.findings.first?.reason?.contains("Grant the right to patch namespaces") == true)
      #expect(report.findings.first?.attempts == 1)
      let text = try await company.program.run(["--fix", "--yes"]).text
      #expect(text.hasPrefix("Incomplete: 1 repair not made; 1 finding on 1 of 40 Projects\n"), "\(text)")
      #expect(text.contains("failed: cannot patch namespaces catalog-stage"))
    }
  }

  @Test("gives up on what failed three times, and takes it up again once it was in order")
  func threeFailures() async throws {
    try await CheckedCompany.runWithHistory(.lostNamespaceLabel) { company in
      await company.server.access.deny(Denial("namespaces", verbs: ["patch"]))
      for attempt in 1...3 {
        #expect(try await company.fix(status: 2).findings.map(\.attempts) == [attempt])
      }
      await company.server.log.clear()
      let report = try await company.fix(status: 1)
      #expect(report.findings.first?.reason?.contains("its repair failed several times") == true)
      #expect(await company.changes.isEmpty)
    }
  }

  @Test("does nothing while another run holds the Lease, and says which")
  func held() async throws {
    var world = CheckedCompany.world(with: [.lostNamespaceLabel])
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
      try company.configure("state: {directory: state}")
      let report = try await company.fix(status: 2)
      #expect(report.ends == ["namespace changed catalog-stage: new, waiting"])
      #expect(report.findings.first?.reason?.contains("the run “nightly-28_20261122T020000Z-a1b2” has it") == true)
      #expect(await company.changes.isEmpty)
    }
  }

  @Test("started twice at once, makes each change once")
  func atOnce() async throws {
    try await CheckedCompany.runWithHistory(.lostNamespaceLabel, .wrongAuth, .publicGroup) { company in
      let processes = try (0..<2).map { _ in try company.program.start(["--fix", "--yes", "--format", "json"]) }
      var statuses: [Int32] = []
      for process in processes { statuses.append(try await process.end().status) }
      #expect(statuses.contains(0) && statuses.allSatisfy { [0, 2].contains($0) }, "\(statuses)")
      let made = await company.server.log.requests.filter { $0.method != "GET" && (200..<300).contains($0.code) }
        .map(\.path).filter { !$0.contains("/leases") }
      #expect(made.count == 3 && Set(made).count == 3, "\(made)")
      #expect(try await company.report(status: 0).summary.findings == 0)
    }
  }

  @Test("does nothing without the right to the Lease, and names it", arguments: ["get", "create"])
  func noLease(verb: String) async throws {
    try await CheckedCompany.runWithHistory(.lostNamespaceLabel) { company in
      await company.server.access.deny(Denial("leases", verbs: [verb]))
      let report = try await company.fix(status: 2)
      #expect(report.ends == ["namespace changed catalog-stage: new, waiting"])
      #expect(report.findings.first?.reason?.contains("Grant the right to \(verb) leases") == true)
      #expect(await company.writes.isEmpty)
    }
  }

  @Test("does nothing without a history that can be written, and says why")
  func noHistory() async throws {
    try await CheckedCompany.runWithHistory(.lostNamespaceLabel) { company in
      try company.program.write("no folder", to: "state")
      let report = try await company.fix(status: 2)
      #expect(report.ends == ["namespace changed catalog-stage: new, waiting"])
      #expect(report.findings.first?.reason?.contains("cannot use the history") == true)
      #expect(await company.changes.isEmpty)
    }
  }

  @Test("stopped in the middle, ends what it began, releases the Lease, and reports what was done and what was not")
  func stopped() async throws {
    try await CheckedCompany.runWithHistory(.lostNamespaceLabel, .publicGroup) { company in
      await company.server.faults.add(
        Fault(.delay(milliseconds: 2_000), method: "PATCH", path: Self.namespace, times: 1)
      )
      let process = try company.program.start(["--fix", "--yes", "--format", "json"])
      await company.server.faults.usedUp()
      process.terminate()
      let run = try await process.end()
      #expect(run.status == 2)
      let report = try await run.report()
      #expect(report.ends == ["namespace changed catalog-stage: new, done", "group changed reports: new, waiting"])
      #expect(report.findings.last?.reason == "the run was ended before it")
      #expect(report.unreadable.map(\.subject) == ["the world after the repairs"])
      #expect(await company.changes.last?.hasPrefix("PATCH \(Self.lease)") == true)
      // The Lease is free, and the history knows what was done.
      #expect(try await company.fix(status: 0).ends == ["group changed reports: resolved, done"])
    }
  }
}
