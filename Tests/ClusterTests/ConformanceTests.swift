import Foundation
import TestSupport
import Testing

@Suite("A real API server keeps the rules that the sandbox keeps")
struct ConformanceTests {
  /// One user without rights for all rules: a server knows but few.
  private static let reader = Task { try await RealAPIServer.shared.newUser() }

  @Test("It keeps the rule", arguments: KubernetesRule.allCases)
  func keeps(_ rule: KubernetesRule) async throws {
    let real = try await RealAPIServer.shared
    let reader = try await Self.reader.value
    let authority = try String(contentsOfFile: real.authorityFile, encoding: .utf8)
    let server = try APIServerUnderTest(
      baseURL: real.address,
      token: real.admin.token,
      readerToken: reader.token,
      readerName: reader.name,
      authority: authority
    )
    try await rule.check(on: server)
  }
}
