import Sandbox
import TestSupport
import Testing

@Suite("A check of the example company")
struct PlantedDriftTests {
  @Test("finds nothing in a wished world, by a handful of lists")
  func wished() async throws {
    try await CheckedCompany.run { company in
      let report = try await company.report(status: 0)
      #expect(report.findings.isEmpty && report.unreadable.isEmpty)
      #expect(report.summary.projects == 40 && report.summary.settling == 0)
      #expect(report.run.mode == "check" && report.run.installation != nil)
      let requests = await company.server.log.requests
      #expect(requests.count == 4 && report.requests.kubernetes == 4)
      #expect(requests.allSatisfy { $0.method == "GET" && $0.userAgent == "driftcheck/0.1.0" })
    }
  }

  @Test("finds each drift, and nothing else", arguments: PlantedDrift.visible(in: [.cluster]))
  func single(drift: PlantedDrift) async throws {
    try await CheckedCompany.run(with: [drift]) { company in
      let report = try await company.report(status: drift.expected == nil ? 0 : 1)
      #expect(report.lines == [drift.expected?.line].compactMap(\.self))
      #expect(report.unreadable.isEmpty)
      #expect(report.summary.settling == (drift == .settlingProject ? 1 : 0))
    }
  }

  @Test("finds all drifts together, each once, and sends nothing but GET")
  func together() async throws {
    try await CheckedCompany.run(with: PlantedDrift.visible(in: [.cluster])) { company in
      let report = try await company.report(status: 1)
      #expect(report.lines == PlantedDrift.visible(in: [.cluster]).compactMap(\.expected?.line).sorted())
      #expect(report.findings.allSatisfy { $0.state == "new" })
      let requests = await company.server.log.requests
      #expect(requests.allSatisfy { $0.method == "GET" && $0.code != 0 })
    }
  }

  @Test("reports what the platform controls and does not offer to remove it")
  func controlled() async throws {
    var world = CheckedCompany.world(with: [.namespaceLeftByOperator])
    var namespace = try #require(world[.namespaces, ObjectName(name: "legacy-dev")])
    namespace[["metadata", "labels", "kustomize.toolkit.fluxcd.io/name"]] = "teams"
    world[.namespaces, ObjectName(name: "legacy-dev")] = namespace
    try await CheckedCompany.run(world) { company in
      let report = try await company.report(status: 1)
      #expect(report.lines == ["namespace orphaned legacy-dev"])
      #expect(report.findings.first?.reason?.hasSuffix("kept, because Flux's Kustomization teams controls it") == true)
      #expect(try await company.program.run([]).text.contains("repair") == false)
    }
  }

  @Test("shows no password, auth or token in any output", arguments: ["text", "json"])
  func secrets(format: String) async throws {
    let world = CheckedCompany.world(with: PlantedDrift.visible(in: [.cluster]))
    let values = world.secretValues
    #expect(values.count > 80)
    try await CheckedCompany.run(world) { company in
      let run = try await company.program.run(["--format", format, "--verbose", "--output", "report.txt"])
      let everything = try run.text + run.errors + company.program.read("report.txt")
      #expect(!values.contains(where: everything.contains))
      #expect(!everything.contains(User.driftcheck.token))
    }
  }
}
