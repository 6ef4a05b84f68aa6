import Foundation
import Sandbox
import TestSupport
import Testing

@Suite("A check with its own GitLab token")
struct OwnCredentialsTests {
  /// The company, with another of driftcheck's own tokens.
  private func world(_ change: (inout GitLabToken) -> Void) throws -> World {
    var world = CheckedCompany.world()
    var token = try #require(world.gitlab.token(holding: GitLabAccount.driftcheck.secret))
    change(&token)
    world.gitlab.put(token)
    return world
  }

  @Test("names its end, and those of Projects' tokens, by date")
  func expiries() async throws {
    try await CheckedCompany.run(with: [.expiringToken]) { company in
      try company.lookAtGitLab()
      let report = try await company.report(status: 1)
      #expect(report.expiries.map(\.project) == ["payments-stage", nil])
      #expect(report.expiries.map(\.token) == ["payments-stage-image-puller", "driftcheck"])
      #expect(report.expiries.map(\.severity) == ["high", "low"])
      let text = try await company.program.run([]).text
      #expect(text.contains("  low   our own GitLab token  driftcheck\n"))
    }
  }

  @Test("says in one sentence that it has died", arguments: [true, false])
  func dead(isRevoked: Bool) async throws {
    let world = try world { token in
      token.isRevoked = isRevoked
      if !isRevoked { token.expiresAt = CalendarDay(of: token.createdAt) }
    }
    try await CheckedCompany.run(world) { company in
      try company.lookAtGitLab()
      let report = try await company.report(status: 2)
      #expect(report.unreadable.map(\.subject) == ["our own token"])
      let words =
        isRevoked ? "Our token was revoked: create another one." : "Our token has expired: create another one."
      #expect(report.unreadable.allSatisfy { $0.reason.hasSuffix(words) })
      #expect(report.findings.isEmpty && report.expiries.isEmpty)
    }
  }

  @Test("needs no end")
  func endless() async throws {
    try await CheckedCompany.run(try world { $0.expiresAt = nil }) { company in
      try company.lookAtGitLab()
      let report = try await company.report(status: 0)
      #expect(report.expiries.isEmpty && report.unreadable.isEmpty)
    }
  }

  @Test("is no worse off where GitLab cannot be asked about it, and says where that fails")
  func unasked() async throws {
    for (code, status) in [(404, Int32(0)), (500, 2)] {
      try await CheckedCompany.run { company in
        try company.lookAtGitLab("credentials: {verify: never}\n")
        await company.server.faults.add(Fault(.status(code), path: "/gitlab/api/v4/personal_access_tokens/self"))
        let report = try await company.report(status: status)
        #expect(report.findings.isEmpty && report.expiries.isEmpty)
        #expect(report.unreadable.map(\.subject) == (code == 404 ? [] : ["our own token"]))
      }
    }
  }

  @Test("says how many passwords it did not prove because it may not ask, and is in sync all the same")
  func notProven() async throws {
    try await CheckedCompany.run { company in
      try company.lookAtGitLab()
      #expect(try await company.report(status: 0).summary.notProven == 0)
      try company.lookAtGitLab("credentials: {verify: never}\n")
      let report = try await company.report(status: 0)
      #expect(report.summary.notProven > 0 && report.summary.unknown == 0)
      let text = try await company.program.run([]).text
      #expect(text.contains("not proven     \(report.summary.notProven) pull secrets (credentials.verify: never)\n"))
    }
  }

  @Test("needs no more than the scope read_api, and names it where it is lacking")
  func scope() async throws {
    try await CheckedCompany.run { company in
      try company.lookAtGitLab(as: .reader)
      #expect(try await company.report(status: 0).expiries.map(\.token) == ["reader"])
    }
    try await CheckedCompany.run(try world { $0.scopes = ["read_registry"] }) { company in
      try company.lookAtGitLab()
      let report = try await company.report(status: 2)
      #expect(report.unreadable.map(\.missingPermission) == ["scope read_api"])
      #expect(report.expiries.map(\.token) == ["driftcheck"])
    }
  }

  @Test("names the role that it lacks, once for all groups in the text")
  func role() async throws {
    try await CheckedCompany.run { company in
      try company.lookAtGitLab()
      await company.server.faults.add(Fault(.status(404), path: "/gitlab/api/v4/groups/*/access_tokens"))
      let report = try await company.report(status: 2)
      #expect(report.findings.isEmpty)
      #expect(report.unreadable.count > 5)
      #expect(report.unreadable.allSatisfy { $0.missingPermission?.hasPrefix("Owner on the group ") == true })
      let text = try await company.program.run([]).text
      #expect(text.components(separatedBy: "missing permission").count == 2)
      #expect(text.contains("  gitlab: access tokens of groups, \(report.unreadable.count) of them: "))
    }
  }

  @Test("lists the predecessor of a rotation as a removal to come, and no finding")
  func removals() async throws {
    try await CheckedCompany.run(with: [.predecessorInOverlap]) { company in
      try company.lookAtGitLab()
      let report = try await company.report(status: 0)
      #expect(report.removals.map(\.subject) == ["shop/shop-dev-image-puller (id 40001)"])
      let text = try await company.program.run([]).text
      #expect(text.contains("Removals to come: 1\n"))
      #expect(try await company.report(["--project", "web-*"], status: 0).removals.isEmpty)
    }
  }
}
