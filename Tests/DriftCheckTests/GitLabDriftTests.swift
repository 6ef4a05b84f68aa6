import Sandbox
import TestSupport
import Testing

@Suite("A check of the example company with its GitLab")
struct GitLabDriftTests {
  @Test("finds nothing in a wished world, whoever made what is there")
  func wished() async throws {
    try await CheckedCompany.run { company in
      try company.lookAtGitLab()
      let report = try await company.report(status: 0)
      #expect(report.findings.isEmpty && report.unreadable.isEmpty)
      #expect(report.requests.gitlab > 0)
    }
  }

  @Test("finds each drift, and nothing else", arguments: PlantedDrift.visible(in: [.cluster, .gitlab]))
  func single(drift: PlantedDrift) async throws {
    try await CheckedCompany.run(with: [drift]) { company in
      try company.lookAtGitLab()
      let report = try await company.report(status: drift.expected == nil ? 0 : 1)
      #expect(report.lines == [drift.expected?.line].compactMap(\.self))
      #expect(report.unreadable.isEmpty)
    }
  }

  @Test("finds all drifts together, each once, sends nothing but GET, and never logs in to the registry")
  func together() async throws {
    let world = CheckedCompany.world(with: PlantedDrift.allCases)
    try await CheckedCompany.run(world) { company in
      try company.lookAtGitLab()
      let report = try await company.report(status: 1)
      #expect(report.lines == PlantedDrift.visible(in: [.cluster, .gitlab]).compactMap(\.expected?.line).sorted())
      #expect(report.unreadable.isEmpty)
      let requests = await company.server.log.requests
      #expect(requests.allSatisfy { $0.method == "GET" && !$0.path.contains("jwt") })
      let values = world.secretValues
      #expect(values.contains(GitLabAccount.driftcheck.secret))
      for arguments in [["--verbose"], ["--format", "json", "--verbose", "--log-format", "json"]] {
        let run = try await company.program.run(arguments)
        let output = run.text + run.errors
        #expect(!output.isEmpty && values.allSatisfy { !output.contains($0) })
      }
    }
  }

  @Test(
    "makes only GitLab's part unknown when GitLab fails",
    arguments: [
      Fault.Effect.status(403), .status(500), .html(502), .html(200), .truncate(bytes: 40), .dropBefore,
    ]
  )
  func failure(effect: Fault.Effect) async throws {
    let drifts: [PlantedDrift] = [.missingNamespace, .missingSecret, .expiredToken]
    try await CheckedCompany.run(with: drifts) { company in
      try company.lookAtGitLab()
      await company.server.faults.add(Fault(effect, path: "/gitlab/*"))
      let report = try await company.report(status: 2)
      #expect(report.lines == ["namespace missing billing-test", "pullSecret missing shop-qa"])
      #expect(!report.unreadable.isEmpty && report.unreadable.allSatisfy { $0.system == "gitlab" })
    }
  }

  @Test("leaves the cluster its time when GitLab asks for most of what there is")
  func longPause() async throws {
    try await CheckedCompany.run(with: [.missingNamespace, .missingSecret]) { company in
      try company.lookAtGitLab()
      await company.server.faults.add(Fault(.status(429, retryAfter: 27), path: "/gitlab/*"))
      let began = ContinuousClock().now
      let report = try await company.report(["--deadline", "30s"], status: 2)
      #expect(began.duration(to: .now) < .seconds(24))
      #expect(report.lines == ["namespace missing billing-test", "pullSecret missing shop-qa"])
      #expect(report.unreadable.allSatisfy { $0.system == "gitlab" && $0.reason.contains("27 s") })
    }
  }
}

extension CheckedCompany {
  /// Tells driftcheck of the company's GitLab, and of `sections` besides.
  func lookAtGitLab(as account: GitLabAccount = .driftcheck, _ sections: String = "") throws {
    try program.write(account.secret, to: "gitlab-token")
    try configure("gitlab: {url: '\(server.url)/gitlab', tokenFile: gitlab-token}\n\(sections)")
  }
}
