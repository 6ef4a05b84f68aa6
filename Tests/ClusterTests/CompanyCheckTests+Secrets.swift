import Sandbox
import TestSupport
import Testing

extension CompanyCheckTests {
  @Test("No password of a pull secret, no token of GitLab and none of its own shows in anything that it writes")
  func secretsStaySecret() async throws {
    let world = ExampleCompany.drifted(PlantedDrift.allCases)
    try await CompanySystems.holding(world) { company in
      let driftcheck = try company.driftcheck()
      let outputs = ["--output", "report.txt", "--output", "report.json", "--verbose"]
      let runs = [
        try await driftcheck.run(outputs),
        try await driftcheck.run(["--format", "json", "--log-format", "json"] + outputs),
      ]
      var texts = runs.flatMap { [$0.text, $0.errors] }
      texts += [try driftcheck.read("report.txt"), try driftcheck.read("report.json")]
      // All of it was written, and about the objects that hold the secrets.
      for (index, text) in texts.enumerated() { #expect(!text.isEmpty, "text \(index)") }
      #expect(runs.map(\.status) == [1, 1])

      let secrets = world.secretValues.union([company.cluster.reader.token])
      #expect(
        secrets.isSuperset(of: [GitLabAccount.driftcheck.secret, GitHost.password, Identifiers.token("shop-dev")])
      )
      #expect(secrets.count > 150)
      for secret in secrets {
        #expect(!texts.contains { $0.contains(secret) }, "\(secret) is shown")
      }
    }
  }
}
