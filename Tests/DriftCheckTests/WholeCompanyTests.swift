import Sandbox
import TestSupport
import Testing

@Suite("A check of the whole example company")
struct WholeCompanyTests {
  private static let failures: [Fault.Effect] = [
    .status(401), .status(403), .status(404), .status(500), .html(200), .dropBefore, .truncate(bytes: 40),
    .shorten(bytes: 40),
  ]

  @Test("finds nothing in a wished world, however its files are written")
  func wished() async throws {
    try await CheckedCompany.run { company in
      try company.lookAtEverything()
      let report = try await company.report(status: 0)
      #expect(report.findings.isEmpty && report.unreadable.isEmpty)
      #expect(report.requests.git > 0)
    }
  }

  @Test("finds each drift of the repositories, and nothing else", arguments: PlantedDrift.visible(in: [.repositories]))
  func single(drift: PlantedDrift) async throws {
    try await CheckedCompany.run(with: [drift]) { company in
      try company.lookAtEverything()
      let report = try await company.report(status: 1)
      #expect(report.lines == [drift.expected?.line].compactMap(\.self))
      #expect(report.unreadable.isEmpty)
    }
  }

  @Test("finds all drifts together, the same in two runs, and shows no secret")
  func together() async throws {
    let world = CheckedCompany.world(with: PlantedDrift.allCases)
    try await CheckedCompany.run(world) { company in
      try company.lookAtEverything()
      let first = try await company.report(status: 1)
      #expect(first.lines == PlantedDrift.allCases.compactMap(\.expected?.line).sorted())
      #expect(first.unreadable.isEmpty)
      let second = try await company.report(status: 1)
      #expect(second.statements == first.statements && second.unreadable.isEmpty)
      let values = world.secretValues
      #expect(values.contains(GitHost.password))
      for arguments in [["--verbose"], ["--format", "json", "--verbose", "--log-format", "json"]] {
        let run = try await company.program.run(arguments)
        let output = run.text + run.errors
        #expect(!output.isEmpty && values.allSatisfy { !output.contains($0) })
      }
    }
  }

  @Test("only reads, and transfers what a repository holds once")
  func requests() async throws {
    try await CheckedCompany.run(with: PlantedDrift.allCases) { company in
      try company.lookAtEverything("state: {directory: state}\n")
      for transfers in [2, 0] {
        await company.server.log.clear()
        let report = try await company.report(status: 1)
        let requests = await company.server.log.requests
        #expect(requests.allSatisfy { !$0.isWrite && !$0.query.contains("git-receive-pack") })
        let git = requests.filter { $0.path.hasPrefix("/git/") }
        #expect(git.filter { $0.method == "POST" }.count == transfers)
        // One for each repository, however many of HTTP it takes.
        #expect(report.requests.git == 2)
      }
      // What somebody commits in between is fetched, and that alone.
      try await company.server.git.change("Give shop-dev its application back") { git in
        git[.deployment, "applications/shop-dev.yaml"] = "kind: AppProject\n"
      }
      await company.server.log.clear()
      let report = try await company.report(status: 1)
      #expect(report.lines.contains("application changed shop-dev"))
      let transfers = await company.server.log.requests.filter { $0.method == "POST" }
      #expect(transfers.map(\.path) == ["/git/operations/deployment.git/git-upload-pack"])
    }
  }

  @Test("makes only that repository's part unknown that fails", arguments: GitWorld.Repository.allCases, failures)
  func failure(_ repository: GitWorld.Repository, _ effect: Fault.Effect) async throws {
    let drifts: [PlantedDrift] = [
      .missingNamespace, .expiredToken, .missingApplicationFile, .missingArgoGrant, .changedVaultRules,
    ]
    try await CheckedCompany.run(with: drifts) { company in
      try company.lookAtEverything()
      await company.server.faults.add(Fault(effect, path: "/git/\(repository.path)/*"))
      let report = try await company.report(status: 2)
      let hidden = repository == .deployment ? ["application"] : ["argoRbac", "vaultRbac"]
      let expected = drifts.compactMap(\.expected).filter { !hidden.contains($0.kind) }.map(\.line)
      #expect(report.lines == expected.sorted())
      #expect(Set(report.unreadable.map(\.system)) == [repository.rawValue])
    }
  }
}

extension CheckedCompany {
  /// Tells driftcheck of the company's GitLab and repositories, and of `sections` besides.
  func lookAtEverything(_ sections: String = "") throws {
    try program.write(GitHost.password, to: "deploy-token")
    let repositories = GitWorld.Repository.allCases.map { repository in
      "\(repository): {url: '\(server.url(of: repository))', passwordFile: deploy-token}\n"
    }
    try lookAtGitLab(repositories.joined() + sections)
  }
}
