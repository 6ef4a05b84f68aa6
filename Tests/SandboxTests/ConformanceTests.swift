import Sandbox
import TestSupport
import Testing

@Suite("The sandbox speaks as a real API server does")
struct ConformanceTests {
  @Test("It keeps the rule", arguments: KubernetesRule.allCases)
  func keeps(_ rule: KubernetesRule) async throws {
    try await SandboxUnderTest.run { (sandbox) async throws in
      let server = try APIServerUnderTest(
        baseURL: sandbox.server.url,
        token: User.driftcheck.token,
        readerToken: User.reader.token,
        readerName: User.reader.name
      )
      try await rule.check(on: server)
    }
  }
}
