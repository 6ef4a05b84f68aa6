import Foundation
import Sandbox
import TestSupport
import Testing

extension CompanyCheckTests {
  @Test("No password of a pull secret and no token of its own shows in anything that it writes")
  func secretsStaySecret() async throws {
    let world = ExampleCompany.drifted(PlantedDrift.ofClusterAlone)
    try await ExampleCompany.holding(world) { cluster in
      let driftcheck = try cluster.driftcheck()
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

      let secrets = world.secretValues + [cluster.reader.token]
      #expect(secrets.count > 150)
      for secret in secrets {
        #expect(!texts.contains { $0.contains(secret) }, "\(secret) is shown")
      }
    }
  }
}

extension World {
  /// Every value in a pull secret that must not be shown, in each form that it has there, and what it is made of.
  fileprivate var secretValues: [String] {
    all(.secrets).filter { $0["type"] != "kubernetes.io/service-account-token" }.flatMap { secret in
      (secret["data"]?.strings ?? [:]).values.flatMap { encoded -> [String] in
        let content = Data(base64Encoded: encoded).map { String(decoding: $0, as: UTF8.self) } ?? ""
        let document = try? JSONValue(parsing: Data(content.utf8))
        return [encoded, content] + (document?["auths"]?.object?.values.flatMap(Self.credentials) ?? [])
      }
    }
  }

  private static func credentials(of entry: JSONValue) -> [String] {
    let auth = entry["auth"]?.string ?? ""
    let decoded = Data(base64Encoded: auth).map { String(decoding: $0, as: UTF8.self) } ?? ""
    let password = decoded.drop { $0 != ":" }.dropFirst()
    return [auth, decoded, String(password), entry["password"]?.string ?? ""].filter { !$0.isEmpty }
  }
}
