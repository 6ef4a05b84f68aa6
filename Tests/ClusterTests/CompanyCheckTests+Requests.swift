import Sandbox
import TestSupport
import Testing

extension CompanyCheckTests {
  /// What any check asks for: Projects, namespaces and pull secrets out of the watch cache, then the Projects again.
  static let lists = [
    "list /api/v1/namespaces?resourceVersion=0",
    "list /api/v1/secrets?fieldSelector=metadata.name%3Dgitlab-registry-image-pull-secret&resourceVersion=0",
    "list /apis/kyotu.tech/v1/projects?limit=500",
    "list /apis/kyotu.tech/v1/projects?resourceVersion=0",
  ]

  @Test("Where all is as wished it sends four lists, and no request for any single Project")
  func requestsOfWishedWorld() async throws {
    try await ExampleCompany.holding(ExampleCompany.wished) { cluster in
      let mark = try cluster.server.auditMark()
      let report = try await cluster.driftcheck().check().report()
      let requests = try cluster.requests(since: mark)
      #expect(requests == Self.lists)
      #expect(report.requests.kubernetes == Self.lists.count)
    }
  }

  @Test("Where something drifted it reads that again, by itself; for an orphan also whether Projects are still defined")
  func requestsOfDriftedWorld() async throws {
    let drifts: [PlantedDrift] = [.missingSecret, .lostNamespaceLabel, .namespaceLeftByOperator, .hostileProjectId]
    try await ExampleCompany.holding(ExampleCompany.drifted(drifts)) { cluster in
      let mark = try cluster.server.auditMark()
      let report = try await cluster.driftcheck().check().report()
      let doubtful =
        ["catalog-stage", "legacy-dev", "shop-qa"].flatMap { name in
          [
            "get /api/v1/namespaces/\(name)",
            "get /api/v1/namespaces/\(name)/secrets/gitlab-registry-image-pull-secret",
          ]
        } + ["get /apis/apiextensions.k8s.io/v1/customresourcedefinitions/projects.kyotu.tech"]
      let requests = try cluster.requests(since: mark)
      #expect(requests == (doubtful + Self.lists).sorted())
      #expect(report.requests.kubernetes == doubtful.count + Self.lists.count)
    }
  }

  @Test("It writes nothing anywhere, whatever has drifted")
  func nothingIsWritten() async throws {
    try await CompanySystems.holding(ExampleCompany.drifted(PlantedDrift.allCases)) { company in
      // Somebody who may do everything, there as in GitLab: no refusal hides a write.
      let server = company.cluster.server
      let program = try company.driftcheck(as: server.admin)
      let mark = try server.auditMark()
      let run = try await program.check()
      #expect(run.status == 1)
      let requests = try server.requests(of: server.admin, since: mark)
      #expect(Set(requests.map(\.verb)) == ["get", "list"])
      let asked = await company.gitlab.log.requests
      #expect(asked.map(\.method).allSatisfy { $0 == "GET" })
      #expect(!asked.contains { $0.path.contains("jwt") })
      let fetched = await company.repositories.log.requests
      #expect(!fetched.isEmpty && !fetched.contains { $0.isWrite || $0.query.contains("git-receive-pack") })
    }
  }
}

extension CompanyCluster {
  /// What the reader asked for since the mark, verb and path, sorted.
  func requests(since mark: AuditMark) throws -> [String] {
    try server.requests(of: reader, since: mark).map { "\($0.verb) \($0.requestURI)" }.sorted()
  }
}
