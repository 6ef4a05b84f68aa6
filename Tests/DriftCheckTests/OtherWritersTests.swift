import Foundation
import Sandbox
import TestSupport
import Testing

@Suite("driftcheck --fix while others write")
struct OtherWritersTests {
  private static let repairable = PlantedDrift.allCases.filter { drift in
    drift.isRepairable && drift.expectedAfterRepair == nil
  }

  @Test("Of two runs from different machines one repairs all, the other leaves it to that or finds nothing left")
  func twoMachines() async throws {
    try await CheckedCompany.run(with: Self.repairable) { company in
      let sections = "state: {directory: state}\ntoken: {overlap: 0s}\n"
      try company.lookAtEverything(sections)
      let other = try company.onAnotherMachine()
      let processes = try [company.program, other].map { try $0.start(["--fix", "--yes", "--format", "json"]) }
      var statuses: [Int32] = []
      for process in processes { statuses.append(try await process.end().status) }
      #expect(statuses.contains(0) && statuses.allSatisfy { [0, 2].contains($0) }, "\(statuses)")
      let pushes = await company.server.log.requests.map(\.path).filter { $0.hasSuffix("git-receive-pack") }
      #expect(pushes.count == 2 && Set(pushes).count == 2)
      for program in [company.program, other] {
        let report = try await program.check().report()
        #expect(report.findings.filter { $0.state != "resolved" }.isEmpty && report.unreadable.isEmpty)
      }
      let world = try await company.server.world
      #expect(world.strayTokens(at: Date()).isEmpty)
      #expect(world.workingCredentials(at: Date()).count == Company.example.projects.count)
      // One new token for each Project that needed one.
      let made = world.gitlab.tokens.values.filter { $0.id > 100_000 && $0.note.hasPrefix("driftcheck ") }
      #expect(Set(made.map(\.name)).count == made.count)
    }
  }

  @Test(
    "Who pushes while it pushes loses nothing, and it makes its change on top, in one commit",
    arguments: [
      (GitWorld.Repository.deployment, [PlantedDrift.missingApplicationFile]),
      (.flux, [.missingArgoRole, .missingVaultGrant]),
    ]
  )
  func pushedMeanwhile(repository: GitWorld.Repository, drifts: [PlantedDrift]) async throws {
    try await CheckedCompany.run(with: drifts) { company in
      try company.lookAtEverything("state: {directory: state}\n")
      let server = company.server
      await server.faults.add(
        Fault(.holdBefore, method: "POST", path: "/git/\(repository.path)/git-receive-pack", times: 1)
      )
      let process = try company.program.start(["--fix", "--yes", "--format", "json"])
      await server.faults.holding()
      try await server.git.change("Say who to ask") { git in
        git[.deployment, "README.md"] = "# Ask in #platform\n"
        git[.deployment, "applications/shop-qa.yaml"]? += "# ours\n"
        for (path, text) in git.files(in: .flux) { git[.flux, path] = "# Ask in #platform\n" + text }
      }
      let changed = try await server.git.contents()
      await server.faults.clear()
      let run = try await process.end()
      #expect(run.status == 0, "\(run.errors)")
      let contents = try await server.git.contents()
      for (path, text) in changed.files(in: .flux) {
        #expect(linesAdded(to: text, in: contents[.flux, path] ?? "") != nil)
      }
      var files = contents.files(in: .deployment)
      let isMade = files.removeValue(forKey: "applications/shop-dev.yaml") != nil
      #expect(isMade)
      #expect(files == changed.files(in: .deployment).filter { $0.key != "applications/shop-dev.yaml" })
      let pushes = await server.log.requests.filter { $0.path.hasSuffix("\(repository.path)/git-receive-pack") }
      #expect(pushes.count == 2)
      #expect(try await company.report(status: 0).summary.findings == 0)
    }
  }
}

extension CheckedCompany {
  /// The same configuration in a folder of its own, with a history of its own.
  fileprivate func onAnotherMachine() throws -> DriftCheckProgram {
    let other = try DriftCheckProgram(configuration: program.read("driftcheck.yaml"))
    for file in ["kubeconfig", "gitlab-token", "deploy-token"] { try other.write(program.read(file), to: file) }
    return other
  }
}
