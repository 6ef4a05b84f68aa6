import Foundation
import Sandbox
import TestSupport
import Testing

@Suite("A check of groups that an earlier one knew")
struct FormerGroupTests {
  /// Checks one world and then another with one history, at one address.
  private func check(
    _ first: World,
    then second: World,
    as account: GitLabAccount = .driftcheck,
    status: Int32
  ) async throws -> DriftCheckReport {
    let memory = try DriftCheckProgram(configuration: "")
    let sections = "state: {directory: \(memory.folder.url.path)}"
    var port: UInt16 = 0
    try await CheckedCompany.run(first) { company in
      port = try #require(URL(string: company.server.url)?.port.map(UInt16.init))
      try company.lookAtGitLab(sections)
      _ = try await company.report(status: 0)
    }
    var report: DriftCheckReport?
    try await CheckedCompany.run(second, port: port) { company in
      try company.lookAtGitLab(as: account, sections)
      report = try await company.report(status: status)
    }
    return try #require(report)
  }

  /// The company without the Projects of `shop`, but with their groups and tokens.
  private var withoutShop: World {
    var world = CheckedCompany.world()
    for environment in ["dev", "qa", "test", "stage", "prod"] {
      let name = "shop-\(environment)"
      world[.projects, ObjectName(namespace: "projects", name: name)] = nil
      world[.namespaces, ObjectName(name: name)] = nil
      world[.secrets, ObjectName(namespace: name, name: "gitlab-registry-image-pull-secret")] = nil
    }
    return world
  }

  @Test("finds the group and the live tokens of a project that is gone, which without a history nobody does")
  func orphans() async throws {
    let report = try await check(CheckedCompany.world(), then: withoutShop, status: 1)
    #expect(report.lines.first == "group orphaned shop")
    #expect(
      report.lines.dropFirst().allSatisfy { $0.hasPrefix("token orphaned shop/shop-") } && report.lines.count == 6
    )
    try await CheckedCompany.run(withoutShop) { company in
      try company.lookAtGitLab()
      #expect(try await company.report(status: 0).findings.isEmpty)
    }
  }

  @Test("does not take for missing what a caller may not see, unless it is sure to see all")
  func hidden() async throws {
    var world = CheckedCompany.world()
    world.gitlab.remove(try #require(world.gitlab.group(at: "shop")))
    let report = try await check(CheckedCompany.world(), then: world, status: 2)
    #expect(report.lines.allSatisfy { !$0.hasPrefix("group") && !$0.hasPrefix("token") })
    #expect(report.unreadable.contains { $0.subject == "group shop" && $0.reason.contains("hidden from our token") })
    var token = try #require(world.gitlab.token(holding: GitLabAccount.driftcheck.secret))
    token.scopes.append("admin_mode")
    world.gitlab.put(token)
    let sure = try await check(CheckedCompany.world(), then: world, status: 1)
    #expect(sure.lines == ["group missing shop"] && sure.unreadable.isEmpty)
  }

  @Test("finds a group that was renamed by its id, and does not create over it")
  func renamed() async throws {
    var world = CheckedCompany.world()
    var group = try #require(world.gitlab.group(at: "shop"))
    (group.path, group.fullPath) = ("store", "store")
    world.gitlab.put(group)
    let report = try await check(CheckedCompany.world(), then: world, status: 1)
    #expect(report.lines == ["group changed shop"])
  }
}
