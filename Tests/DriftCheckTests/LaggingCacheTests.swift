import Sandbox
import TestSupport
import Testing

@Suite("A watch cache that lags behind the cluster")
struct LaggingCacheTests {
  @Test(
    "is no drift: what it lacks is read again",
    arguments: [PlantedDrift.missingNamespace, .missingSecret, .opaqueSecret]
  )
  func staleDrift(drift: PlantedDrift) async throws {
    try await CheckedCompany.run { company in
      await company.server.cluster.letWatchCacheShow(CheckedCompany.world(with: [drift]))
      let report = try await company.report(status: 0)
      #expect(report.findings.isEmpty)
      #expect(await company.server.log.requests.count == 6)
    }
  }

  @Test("makes no orphan of what is gone already")
  func staleOrphan() async throws {
    try await CheckedCompany.run { company in
      let stale = CheckedCompany.world(with: [.namespaceLeftByOperator, .secretLeftBehind])
      await company.server.cluster.letWatchCacheShow(stale)
      let report = try await company.report(status: 0)
      #expect(report.findings.isEmpty)
    }
  }

  @Test("makes no orphan of what belongs to a Project that came meanwhile")
  func projectComes() async throws {
    var before = CheckedCompany.world()
    before[.projects, ObjectName(namespace: "projects", name: "shop-dev")] = nil
    try await CheckedCompany.run { company in
      await company.server.cluster.letWatchCacheShow(before)
      let report = try await company.report(status: 0)
      #expect(report.findings.isEmpty && report.summary.projects == 40)
    }
  }

  @Test("makes no orphan of what belonged to a Project that went meanwhile", arguments: [false, true])
  func projectGoes(withItsNamespace: Bool) async throws {
    var after = CheckedCompany.world()
    after[.projects, ObjectName(namespace: "projects", name: "shop-dev")] = nil
    if withItsNamespace {
      after[.namespaces, ObjectName(name: "shop-dev")] = nil
      after[.secrets, ObjectName(namespace: "shop-dev", name: "gitlab-registry-image-pull-secret")] = nil
    }
    try await CheckedCompany.run(after) { company in
      await company.server.cluster.letWatchCacheShow(CheckedCompany.world())
      let report = try await company.report(status: 0)
      #expect(report.findings.isEmpty && report.summary.projects == 39)
    }
  }
}

@Suite("Lists that come in pages")
struct PagedCheckTests {
  private static let size = 600
  private static let world = Company.generated(size).world()

  /// A cache that shows nothing but the Projects, so that every NAME is in doubt.
  private static var projectsAlone: World {
    var stale = World()
    for project in world.all(.projects) { stale.add(.projects, project) }
    return stale
  }

  @Test("confirm more than 500 doubtful NAMEs, without a read for each")
  func manyDoubts() async throws {
    try await CheckedCompany.run(Self.world) { company in
      await company.server.cluster.letWatchCacheShow(Self.projectsAlone)
      let report = try await company.report(status: 0)
      #expect(report.findings.isEmpty)
      let requests = await company.server.log.requests
      #expect(requests.allSatisfy { ReadList.allCases.map(\.path).contains($0.path) })
      #expect(requests.filter { $0.query.contains("limit=500") }.count == 6)
    }
  }

  @Test("begin again where a page is too old, once", arguments: ReadList.allCases)
  func expiredOnce(list: ReadList) async throws {
    try await CheckedCompany.run(Self.world) { company in
      await company.server.cluster.letWatchCacheShow(Self.projectsAlone)
      await company.server.faults.add(Fault(.expireContinue, path: list.path, times: 1))
      let report = try await company.report(status: 0)
      #expect(report.findings.isEmpty)
      #expect(await company.server.log.requests.contains { $0.path == list.path && $0.code == 410 })
    }
  }

  @Test("are unknown where their pages are always too old", arguments: ReadList.allCases)
  func expiredForEver(list: ReadList) async throws {
    try await CheckedCompany.run(Self.world) { company in
      await company.server.cluster.letWatchCacheShow(Self.projectsAlone)
      await company.server.faults.add(Fault(.expireContinue, path: list.path))
      let report = try await company.report(status: 2)
      #expect(report.findings.isEmpty)
      #expect(report.unreadable.map(\.subject) == [list.subject])
      #expect(report.unreadable.allSatisfy { $0.reason.contains("the server says 410, Expired") })
    }
  }
}
