import TestSupport
import Testing

@Suite("A check by somebody who lacks a right")
struct RightsTests {
  /// A right that is lacking, what is unknown without it, and what is found all the same.
  struct Lack: Sendable, CustomTestStringConvertible {
    /// The resource that is not in the role.
    let resource: String
    let subject: String
    let permission: String
    let lines: [String]

    var testDescription: String { permission }
  }

  private static let lacks = [
    Lack(
      resource: "secrets",
      subject: "secrets gitlab-registry-image-pull-secret",
      permission: "list secrets in all namespaces",
      lines: ["namespace changed product-70-dev"]
    ),
    Lack(
      resource: "namespaces",
      subject: "namespaces",
      permission: "list namespaces",
      lines: ["pullSecret changed product-50-dev"]
    ),
    Lack(
      resource: "projects",
      subject: "projects.kyotu.tech",
      permission: "list projects.kyotu.tech in all namespaces",
      lines: []
    ),
  ]

  @Test("It says which right is lacking, leaves that part unknown, reports the rest and exits with 2", arguments: lacks)
  func oneRight(_ lack: Lack) async throws {
    let cluster = try await LargeCompany.cluster
    let rules = AccessRule.ofCheck().filter { $0.resource != lack.resource }
    let user = try await cluster.server.newUser(allowed: rules)
    let run = try await cluster.driftcheck(as: user).check()
    #expect(run.status == 2)
    #expect(run.errors == "")
    let report = try await run.report()
    #expect(report.lines == lack.lines)
    #expect(report.run.exitCode == 2)
    #expect(report.unreadable.map(\.subject) == [lack.subject])
    #expect(report.unreadable.map(\.missingPermission) == [lack.permission])
    let sentence = "Grant the right to \(lack.permission) in a Role or ClusterRole."
    #expect(report.unreadable.allSatisfy { $0.reason.contains("403") && $0.reason.hasSuffix(sentence) })
  }

  @Test("Without any right all parts are unknown, each with the right that it takes")
  func noRight() async throws {
    let cluster = try await LargeCompany.cluster
    let run = try await cluster.driftcheck(as: cluster.server.newUser()).check()
    #expect(run.status == 2)
    let report = try await run.report()
    #expect(report.lines == [])
    #expect(
      Set(report.unreadable.map(\.missingPermission)) == Set(Self.lacks.map(\.permission))
    )
    #expect(report.unreadable.count == Self.lacks.count)
  }

  @Test("For who may list but not get, what seems wrong is looked at again in consistent lists")
  func listsAlone() async throws {
    let cluster = try await LargeCompany.cluster
    let rules = AccessRule.ofCheck().map { rule in
      var rule = rule
      rule.verbs = ["list"]
      return rule
    }
    let user = try await cluster.server.newUser(allowed: rules)
    let run = try await cluster.driftcheck(as: user).check()
    #expect(run.status == 1)
    let report = try await run.report()
    #expect(report.lines == LargeCompany.lines)
    #expect(report.unreadable.isEmpty)
  }

  @Test("A token that the server does not know is named as the cause")
  func unknownToken() async throws {
    let cluster = try await LargeCompany.cluster
    let stranger = ClusterUser(name: "stranger", token: "0123456789abcdef")
    let run = try await cluster.driftcheck(as: stranger).check()
    #expect(run.status == 2)
    let report = try await run.report()
    #expect(report.unreadable.count == 3)
    #expect(report.unreadable.allSatisfy { $0.reason.contains("Check the credential") })
    #expect(report.unreadable.allSatisfy { $0.missingPermission == nil })
    #expect(!run.text.contains(stranger.token))
  }
}
