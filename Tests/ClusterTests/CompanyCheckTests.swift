import Sandbox
import TestSupport
import Testing

/// Its stories are told one after the other, because each changes the one server and changes it back.
@Suite("A check of a company on a real API server", .serialized)
struct CompanyCheckTests {
  @Test("Where all is as wished it finds nothing and exits with 0")
  func wishedWorld() async throws {
    try await ExampleCompany.holding(ExampleCompany.wished) { cluster in
      let run = try await cluster.driftcheck().check()
      #expect(run.status == 0)
      #expect(run.errors == "")
      let report = try await run.report()
      #expect(report.lines == [])
      #expect(report.unreadable == [])
      #expect(report.run.exitCode == 0)
      #expect(report.run.installation?.isEmpty == false)
      #expect(report.summary.projects == 40)
      #expect(report.summary.settling == 0)
    }
  }

  @Test(
    "It finds each drift alone, and nothing beside it, in all systems and in the cluster alone",
    arguments: PlantedDrift.allCases
  )
  func oneDrift(_ drift: PlantedDrift) async throws {
    try await find([drift])
  }

  @Test("It finds all drifts together, each once, and nothing beside them")
  func allDrifts() async throws {
    try await find(PlantedDrift.allCases)
  }

  @Test("The report for people says the same, and exits with the same status")
  func text() async throws {
    try await ExampleCompany.holding(ExampleCompany.drifted([.missingSecret])) { cluster in
      let run = try await cluster.driftcheck().run([])
      #expect(run.status == 1)
      #expect(run.errors == "")
      #expect(run.text.hasPrefix("Drift: 1 finding on 1 of 40 Projects\n"))
      #expect(run.text.contains("shop-qa/gitlab-registry-image-pull-secret"))
      let tolerant = try await cluster.driftcheck().run(["--exit-zero"])
      #expect(tolerant.status == 0)
    }
  }

  @Test("Projects that are too young by the server's clock are counted and left alone")
  func settlingProjects() async throws {
    let drifts: [PlantedDrift] = [.missingSecret, .missingNamespace, .hostileProjectId, .settlingProject]
    try await ExampleCompany.holding(ExampleCompany.drifted(drifts)) { cluster in
      let run = try await cluster.driftcheck(settle: "1h").check()
      #expect(run.status == 0)
      let report = try await run.report()
      #expect(report.lines == [])
      #expect(report.summary.projects == 42)
      #expect(report.summary.settling == 42)
    }
  }

  @Test("Of two Projects with one NAME the older is served, whatever it is called")
  func conflict() async throws {
    // The other one is created first here, so that it is the older, or at the same second by its UID may be.
    var without = ExampleCompany.wished
    without[.projects, ObjectName(namespace: "projects", name: "shop-prod")] = nil
    var other = without
    PlantedDrift.conflictingProject.plant(in: &other, at: ExampleCompany.epoch)
    try await ExampleCompany.holding(other) { cluster in
      let both = ExampleCompany.drifted([.conflictingProject])
      try await cluster.turn(from: other, into: both)
      let later = try await cluster.conflict()
      let report = try await cluster.driftcheck().check().report()
      #expect(report.lines == ["project conflict \(later)"])
      try await cluster.turn(from: both, into: other)
    }
  }

  /// Plants the drifts, checks all systems and the cluster alone, and compares what was found with what had to be.
  private func find(_ drifts: [PlantedDrift]) async throws {
    try await CompanySystems.holding(ExampleCompany.drifted(drifts)) { company in
      let conflict = drifts.contains(.conflictingProject) ? try await company.cluster.conflict() : ""
      for seesAll in [true, false] where seesAll || drifts.contains(where: { $0.system == .cluster }) {
        let systems = seesAll ? Set(PlantedDrift.System.allCases) : [.cluster]
        let lines = ExampleCompany.expectedLines(drifts, conflict: conflict, in: systems)
        let status: Int32 = lines.isEmpty ? 0 : 1
        let program = try seesAll ? company.driftcheck() : company.cluster.driftcheck()
        let run = try await program.check()
        #expect(run.status == status)
        #expect(run.errors == "")
        let report = try await run.report()
        #expect(report.lines == lines)
        #expect(report.unreadable == [])
        #expect(report.run.exitCode == status)
        #expect(report.findings.allSatisfy { $0.state == "new" })
      }
    }
  }
}
