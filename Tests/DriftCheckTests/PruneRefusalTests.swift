import Foundation
import Sandbox
import TestSupport
import Testing

@Suite("What driftcheck --fix --prune leaves alone")
struct PruneRefusalTests {
  private static let patient = "safety: {orphanGrace: 0s, maxDeletions: 2}\n"

  @Test("More than the limit: nothing goes at all, the run fails, and one option admits it")
  func limit() async throws {
    let gone = ["shop-qa", "shop-test", "search-qa"]
    try await PrunedCompany.run(without: gone, saying: PrunedCompany.exclusive + Self.patient) { world in
      _ = try await world.company.program.check(["--quiet"])
      let refused = try await world.prune(status: 2)
      #expect(refused.findings.filter { $0.outcome == "refused" }.count > 3)
      #expect(refused.findings.contains { $0.reason?.contains("--max-deletions 3") == true })
      #expect(await world.company.changes.isEmpty && world.restoreFiles.isEmpty)
      let admitted = try await world.prune(["--max-deletions", "3"], status: 1)
      #expect(admitted.findings.allSatisfy { ($0.outcome == "done") == ($0.kind != "namespace") })
    }
  }

  @Test("40 % of the Projects gone at once: nothing goes, and the run fails")
  func shrunken() async throws {
    let world = CheckedCompany.world()
    let names = world.all(.projects).compactMap { $0[["metadata", "name"]]?.string }.prefix(16)
    try await PrunedCompany.run(without: Array(names), saying: PrunedCompany.exclusive + Self.patient) { world in
      _ = try await world.company.program.check()
      let report = try await world.prune(status: 2)
      #expect(report.findings.contains { $0.reason?.contains("the list of Projects shrank") == true })
      #expect(await world.company.changes.isEmpty)
    }
  }

  @Test("An empty list of Projects removes nothing, whatever is allowed")
  func empty() async throws {
    let names = CheckedCompany.world().all(.projects).compactMap { $0[["metadata", "name"]]?.string }
    try await PrunedCompany.run(without: names, saying: PrunedCompany.exclusive + Self.patient) { world in
      _ = try await world.company.program.check()
      let report = try await world.prune(["--max-deletions", "1000"], status: 2)
      #expect(report.summary.projects == 0)
      #expect(report.findings.contains { $0.reason?.contains("not one Project was read") == true })
      #expect(await world.company.writes.isEmpty)
    }
  }

  @Test(
    "A namespace stays that is in use, protected or controlled",
    arguments: ["pod", "claim", "protected", "controlled"]
  )
  func kept(because reason: String) async throws {
    try await PrunedCompany.run(saying: Self.patient) { world in
      world.keepNamespace(because: reason)
      for path in ["applications/shop-qa.yaml", "manifests/shop-qa/.gitkeep"] {
        world.git[.deployment, path] = nil
      }
    } body: { world in
      _ = try await world.company.program.check()
      try world.pass(days: 1)
      let report = try await world.prune(status: 1)
      let finding = try #require(report.findings.first { $0.kind == "namespace" })
      #expect(finding.outcome == nil, "\(finding)")
      #expect(await world.company.changes.isEmpty)
    }
  }

  @Test("--prune and --max-deletions are parts of --fix")
  func usage() async throws {
    let program = try DriftCheckProgram(configuration: "")
    #expect(try await program.run(["--prune"]).status == 64)
    #expect(try await program.run(["--max-deletions", "3"]).status == 64)
    #expect(try await program.run(["--fix", "--yes", "--max-deletions", "-1"]).status == 64)
  }
}

extension World {
  /// Lets something speak against the removal of the namespace whose Project is gone.
  fileprivate mutating func keepNamespace(because reason: String) {
    let name = PrunedCompany.gone
    let metadata: JSONValue = ["name": "data", "namespace": .string(name), "uid": "u-1", "resourceVersion": "1"]
    switch reason {
    case "pod": add(.pods, ["metadata": metadata, "status": ["phase": "Running"]])
    case "claim": add(.persistentVolumeClaims, ["metadata": metadata, "status": ["phase": "Bound"]])
    default:
      guard var namespace = self[.namespaces, ObjectName(name: name)] else { return }
      let (key, value): (String, JSONValue) =
        reason == "protected"
        ? ("driftcheck.kyotu.tech/protect", "true") : ("argocd.argoproj.io/tracking-id", "web:/Namespace:web/web")
      var annotations = namespace[["metadata", "annotations"]] ?? [:]
      annotations[key] = value
      namespace[["metadata", "annotations"]] = annotations
      self[.namespaces, ObjectName(name: name)] = namespace
    }
  }
}
