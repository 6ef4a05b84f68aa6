import Sandbox
import TestSupport
import Testing

extension CompanyCheckTests {
  @Test("Where all is as wished in GitLab, too, it finds nothing, and reads each list and each unproven password once")
  func wishedWithGitLab() async throws {
    try await CompanySystems.holding(ExampleCompany.wished) { company in
      let mark = try company.cluster.server.auditMark()
      let run = try await company.driftcheck().check()
      #expect(run.status == 0)
      #expect(run.errors == "")
      let report = try await run.report()
      #expect(report.lines == [] && report.unreadable == [])

      let requests = try company.cluster.requests(since: mark)
      #expect(requests == Self.lists)
      let asked = await company.gitlab.log.requests
      #expect(report.requests.gitlab == asked.count)
      #expect(asked.allSatisfy { $0.method == "GET" && $0.code == 200 })
      let tokenLists = asked.map(\.path).filter { $0.hasSuffix("/access_tokens") }
      #expect(tokenLists.count == 12)
      #expect(Set(tokenLists).count == 12)
      // What driftcheck wrote is proved by its annotations; of the operator's secrets each is asked about once.
      let operators = Company.example.projects.filter { $0.maker == .kyotuOperator }
      #expect(asked.passwords.count == operators.count)
      #expect(Set(asked.passwords).count == operators.count)
    }
  }

  @Test("Where it may not verify, it shows GitLab no password, and finds nothing in them")
  func noVerification() async throws {
    try await CompanySystems.holding(ExampleCompany.wished) { company in
      let report = try await company.driftcheck(sections: ["credentials": ["verify": "never"]]).check().report()
      #expect(report.lines == [] && report.unreadable == [] && report.run.exitCode == 0)
      #expect(report.requests.kubernetes == Self.lists.count)
      let asked = await company.gitlab.log.requests
      #expect(!asked.isEmpty && asked.passwords.isEmpty)
    }
  }

  @Test("Where the clocks differ it finds what it found, and no more", arguments: [-300, 300])
  func clockSkew(_ seconds: Double) async throws {
    let drifts: [PlantedDrift] = [.predecessorInOverlap, .expiringToken, .longLivedToken]
    try await CompanySystems.holding(ExampleCompany.drifted(drifts), clockSkew: seconds) { company in
      let report = try await company.driftcheck().check().report()
      #expect(report.lines == ExampleCompany.expectedLines(drifts))
      #expect(report.unreadable == [])
    }
  }
}

extension [LoggedRequest] {
  /// For each password that was shown to GitLab the user that it stands for there.
  fileprivate var passwords: [String] {
    filter { $0.path.hasSuffix("/personal_access_tokens/self") }.map(\.user).filter {
      $0 != GitLabAccount.driftcheck.username
    }
  }
}
