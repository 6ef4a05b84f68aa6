import Sandbox
import TestSupport
import Testing

@Suite("The sandbox's GitLab speaks as GitLab does")
struct GitLabConformanceTests {
  @Test("It keeps the rule of reading", arguments: GitLabReadingRule.allCases)
  func keeps(_ rule: GitLabReadingRule) async throws {
    try await SandboxUnderTest.run { (sandbox) async throws in
      try await rule.check(on: try sandbox.gitlab)
    }
  }

  @Test("Reading changes nothing", arguments: GitLabReadingRule.allCases)
  func onlyReads(_ rule: GitLabReadingRule) async throws {
    try await SandboxUnderTest.run { (sandbox) async throws in
      let groups = await sandbox.server.gitlab.world.groups
      try await rule.check(on: try sandbox.gitlab)
      #expect(await sandbox.server.gitlab.world.groups == groups)
    }
  }

  @Test(
    "It keeps the rule of writing, whether marked groups are renamed or not",
    arguments: GitLabWritingRule.allCases,
    [true, false]
  )
  func keeps(_ rule: GitLabWritingRule, renaming: Bool) async throws {
    try await SandboxUnderTest.run { (sandbox) async throws in
      await sandbox.server.gitlab.configure { $0.renamesMarkedGroups = renaming }
      try await rule.check(on: try sandbox.gitlab)
    }
  }
}
