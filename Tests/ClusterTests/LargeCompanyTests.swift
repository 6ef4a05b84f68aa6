import TestSupport
import Testing

@Suite("A check of more Projects than fit on a page")
struct LargeCompanyTests {
  @Test("It sees the Projects of all pages, and looks again at those alone that have drifted")
  func allPages() async throws {
    let cluster = try await LargeCompany.cluster
    let user = try await cluster.server.newUser(allowed: AccessRule.ofCheck())
    let program = try cluster.driftcheck(as: user)
    let mark = try cluster.server.auditMark()
    let run = try await program.check()
    #expect(run.status == 1)
    let report = try await run.report()
    #expect(report.summary.projects == LargeCompany.size)
    #expect(report.lines == LargeCompany.lines)
    #expect(report.unreadable == [])

    let requests = try cluster.server.requests(of: user, since: mark)
    let pages = requests.filter { $0.requestURI.hasPrefix("/apis/kyotu.tech/v1/projects?") }.map(\.requestURI)
    try #require(pages.count == 3)
    #expect(pages[0].hasSuffix("?resourceVersion=0"))
    #expect(pages[1].hasSuffix("?limit=500"))
    #expect(pages[2].contains("limit=500&continue="))
    let names = requests.filter { $0.verb == "get" }.compactMap(\.objectRef?.namespace)
    #expect(Set(names) == ["product-70-dev", "product-50-dev", "product-7-qa"])
    #expect(requests.count == 2 + pages.count + 2 * LargeCompany.lines.count)
  }

  @Test("Where more is in doubt than it may ask for one by one, it asks for whole lists in pages")
  func manyDoubts() async throws {
    let cluster = try await LargeCompany.cluster
    // Nobody has a secret of that name.
    let user = try await cluster.server.newUser(allowed: AccessRule.ofCheck(pullSecret: "another-pull-secret"))
    let program = try cluster.driftcheck(as: user, pullSecret: "another-pull-secret")
    let mark = try cluster.server.auditMark()
    let report = try await program.check().report()
    #expect(report.findings.filter { $0.kind == "pullSecret" && $0.fault == "missing" }.count == LargeCompany.size)
    #expect(report.summary.findings == LargeCompany.size + 1)

    let requests = try cluster.server.requests(of: user, since: mark)
    #expect(Set(requests.map(\.verb)) == ["list"])
    let resources = requests.compactMap(\.objectRef?.resource)
    #expect(resources.filter { $0 == "projects" }.count == 3)
    #expect(resources.filter { $0 == "namespaces" }.count == 3)
    #expect(resources.filter { $0 == "secrets" }.count == 2)
    #expect(requests.count == 8)
  }
}
