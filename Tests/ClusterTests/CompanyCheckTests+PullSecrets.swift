import Foundation
import Sandbox
import TestSupport
import Testing

extension CompanyCheckTests {
  @Test(
    "Of a pull secret of the operator's first versions it says what is wrong, and what should be",
    arguments: [
      (PlantedDrift.opaqueSecret, ["type", "kubernetes.io/dockerconfigjson", "Opaque"]),
      (
        PlantedDrift.oldRegistry,
        [
          "auths[registry.example.com]", "credentials of search-qa-image-puller",
          "only registry.gitlab.example.com",
        ]
      ),
    ]
  )
  func oldShapes(_ drift: PlantedDrift, _ difference: [String?]) async throws {
    try await ExampleCompany.holding(ExampleCompany.drifted([drift])) { cluster in
      let report = try await cluster.driftcheck().check().report()
      let fields = report.findings.flatMap(\.fields)
      #expect(fields.map { [$0.path, $0.desired, $0.observed] } == [difference])
    }
  }

  @Test(
    "A registry is the same to it as to a kubelet, however it is written",
    arguments: [
      ("https://registry.example.com", true), ("http://registry.example.com/v2/", true),
      ("registry.example.com/", true), ("https://registry.example.com/v1/", true),
      ("registry.example.com:5000", false), ("Registry.example.com", false),
    ]
  )
  func registries(_ registry: String, _ isSame: Bool) async throws {
    var world = ExampleCompany.wished
    let secret = ObjectName(namespace: "shop-dev", name: "gitlab-registry-image-pull-secret")
    let auth = Data("shop-dev-image-puller:glpat-a".utf8).base64EncodedString()
    let entry: JSONValue = ["username": "shop-dev-image-puller", "password": "glpat-a", "auth": .string(auth)]
    let document: JSONValue = ["auths": .object([registry: entry])]
    world[.secrets, secret]?[["data", ".dockerconfigjson"]] = .string(document.text.base64EncodedString())
    try await ExampleCompany.holding(world) { cluster in
      let report = try await cluster.driftcheck().check().report()
      #expect(report.lines == (isSame ? [] : ["pullSecret changed shop-dev"]))
    }
  }

  @Test("What is no Project's and bears no mark is nobody's orphan, nor is what a broken Project may have meant")
  func noFalseOrphans() async throws {
    var world = ExampleCompany.wished
    // Its namespace and secret bear the operator's mark, and its spec names nothing any more.
    world[.projects, ObjectName(namespace: "projects", name: "shop-dev")]?["spec"] = [
      "projectId": "Shop!", "environmentType": "dev",
    ]
    try await ExampleCompany.holding(world) { cluster in
      let report = try await cluster.driftcheck().check().report()
      #expect(report.lines == ["project invalid projects/shop-dev"])
    }
  }
}
