import Foundation
import Sandbox
import TestSupport
import Testing

@Suite("driftcheck --fix in a company that is damaged at random")
struct RandomWorldTests {
  /// As many as the environment variable `RANDOM_WORLDS` says.
  private static let seeds: ClosedRange<UInt64> =
    1...max(1, ProcessInfo.processInfo.environment["RANDOM_WORLDS"].flatMap(UInt64.init) ?? 6)

  @Test("mends all of it, and changes nothing of what was in order", arguments: seeds)
  func damaged(seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    let now = Date()
    var world = Company.example.world(at: now)
    let projects = Company.example.projects.shuffled(using: &random).prefix(Int.random(in: 2...8, using: &random))
    var story: [String] = []
    for project in projects {
      for damage in Damage.allCases.shuffled(using: &random).prefix(Int.random(in: 1...3, using: &random)) {
        damage.befall(project, in: &world, at: now, using: &random)
        story.append("\(project.name): \(damage)")
      }
    }
    let told = "seed \(seed), \(story.joined(separator: ", "))"
    try await CheckedCompany.run(world) { company in
      try company.lookAtEverything("state: {directory: state}\ntoken: {overlap: 0s}\n")
      let before = try await company.server.world
      let run = try await company.program.check(["--fix", "--yes"])
      let report = try await company.program.check().report()
      // A live token of the operator's that no secret holds is left until somebody allows its removal.
      let left = report.findings.filter { $0.kind != "token" || $0.fault != "stale" }
      #expect(left.isEmpty && report.unreadable.isEmpty, "\(told)\n\(report.lines)")
      #expect(run.status == (report.findings.isEmpty ? 0 : 1), "\(told)\n\(run.errors)")
      let after = try await company.server.world
      #expect(after.workingCredentials(at: now).count == Company.example.projects.count, "\(told)")
      #expect(after.strayTokens(at: now).isEmpty, "\(told)")
      // Who shares a group with a damaged Project may need a new token, too.
      let groups = Set(projects.map(\.projectId))
      let whole = Company.example.projects.filter { !groups.contains($0.projectId) }.map(\.name)
      expectUntouched(whole, before, after, told)
      expectOtherBytes(Set(projects.map(\.name)), before.git, after.git, told)
    }
  }

  /// Nothing was written to what these Projects own in the cluster and in GitLab.
  private func expectUntouched(_ names: [String], _ before: World, _ after: World, _ told: String) {
    for name in names {
      let secret = ObjectName(namespace: name, name: "gitlab-registry-image-pull-secret")
      #expect(after[.namespaces, ObjectName(name: name)] == before[.namespaces, ObjectName(name: name)], "\(told)")
      #expect(after[.secrets, secret] == before[.secrets, secret], "\(told)")
      let tokens = [before, after].map { world in
        Set(world.gitlab.tokens.values.filter { $0.name == "\(name)-image-puller" && !$0.isRevoked }.map(\.id))
      }
      #expect(tokens[0] == tokens[1], "\(told)")
    }
    #expect(after.all(.projects) == before.all(.projects), "\(told)")
  }

  /// Only what the damaged Projects own was written: their own files, and new lines in the shared ones.
  private func expectOtherBytes(_ damaged: Set<String>, _ before: GitWorld, _ after: GitWorld, _ told: String) {
    let own = Set(damaged.flatMap { ["applications/\($0).yaml", "manifests/\($0)/.gitkeep"] })
    let others = [before, after].map { $0.files(in: .deployment).filter { !own.contains($0.key) } }
    #expect(others[0] == others[1], "\(told)")
    #expect(after.files(in: .flux).count == before.files(in: .flux).count, "\(told)")
    let names = damaged.union(damaged.map { $0.replacing("-", with: "_") })
    for (path, text) in before.files(in: .flux) {
      let added = linesAdded(to: text, in: after[.flux, path] ?? "")
      #expect(added != nil, "\(told): \(path)")
      for line in added ?? [] where line.contains("role:") || line.contains("_access") {
        #expect(names.contains { line.contains("role:\($0)") || line.contains("\($0)_access") }, "\(told): \(line)")
      }
    }
  }
}
