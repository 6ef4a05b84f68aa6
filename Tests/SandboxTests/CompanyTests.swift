import Foundation
import Sandbox
import Testing

@Suite("The example company")
struct CompanyTests {
  private static let wished = Company.example.world(at: SandboxUnderTest.epoch)

  @Test("It has forty Projects, each with its namespace and its pull secret")
  func counts() {
    let names = Company.example.projects.map(\.name)
    #expect(names.count == 40)
    #expect(Set(names).count == 40)
    for name in names {
      #expect(Self.wished[.namespaces, ObjectName(name: name)] != nil)
      #expect(Self.wished[.secrets, pullSecret(of: name)]?["type"] == "kubernetes.io/dockerconfigjson")
    }
    #expect(Self.wished.all(.namespaces).count > 50)
  }

  @Test("Some namespaces bear the operator's mark, some driftcheck's, others none")
  func marks() {
    let labels = Self.wished.all(.namespaces).map { $0[["metadata", "labels"]]?.strings ?? [:] }
    #expect(labels.filter { $0["app"] == "kyotu-project-operator" }.count == 28)
    #expect(labels.filter { $0["app.kubernetes.io/managed-by"] == "driftcheck" }.count == 12)
    #expect(labels.filter(\.isEmpty).count == 13)
  }

  @Test("A pull secret's auth is that of its name and password")
  func pullSecretContent() throws {
    let secret = try #require(Self.wished[.secrets, pullSecret(of: "shop-dev")])
    let text = try #require(secret[["data", ".dockerconfigjson"]]?.string)
    let content = try JSONValue(parsing: try #require(Data(base64Encoded: text)))
    let entry = try #require(content[["auths", "registry.example.com"]])
    let password = try #require(entry["password"]?.string)
    #expect(entry["username"] == "shop-dev-image-puller")
    #expect(password.hasPrefix("glpat-") && password.count == 26)
    let auth = try #require(Data(base64Encoded: entry["auth"]?.string ?? ""))
    #expect(String(decoding: auth, as: UTF8.self) == "shop-dev-image-puller:\(password)")
  }

  @Test("It is the same in every run")
  func repeatable() {
    let again = Company.example.world(at: SandboxUnderTest.epoch)
    for type in ResourceType.allCases { #expect(again.all(type) == Self.wished.all(type)) }
  }

  @Test("Every drift changes its own few objects", arguments: PlantedDrift.allCases)
  func drift(_ drift: PlantedDrift) {
    var broken = Self.wished
    drift.plant(in: &broken, at: SandboxUnderTest.epoch)
    #expect((1...3).contains(Self.changes(from: Self.wished, to: broken).count))
  }

  @Test("All drifts together are each of them alone")
  func allDrifts() {
    var broken = Self.wished
    var expected: Set<String> = []
    for drift in PlantedDrift.allCases {
      var alone = Self.wished
      drift.plant(in: &alone, at: SandboxUnderTest.epoch)
      expected.formUnion(Self.changes(from: Self.wished, to: alone))
      drift.plant(in: &broken, at: SandboxUnderTest.epoch)
    }
    #expect(Self.changes(from: Self.wished, to: broken) == expected)
  }

  @Test("No two drifts expect the same finding")
  func expectations() {
    let expected = PlantedDrift.allCases.compactMap(\.expected)
    #expect(Set(expected).count == PlantedDrift.allCases.count - 2)
  }

  @Test("A generated company has as many Projects as asked for", arguments: [1, 7, 1000])
  func generated(count: Int) {
    let world = Company.generated(count).world(at: SandboxUnderTest.epoch)
    #expect(world.all(.projects).count == count)
    #expect(Set(world.all(.projects).map { $0[["metadata", "uid"]] }).count == count)
  }

  private func pullSecret(of name: String) -> ObjectName {
    ObjectName(namespace: name, name: "gitlab-registry-image-pull-secret")
  }

  private static func differences<Key: Hashable, Value: Equatable>(
    _ old: [Key: Value],
    _ new: [Key: Value],
    _ what: String
  ) -> [String] {
    Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }.map { "\(what) \($0)" }
  }

  /// The objects that differ, as texts that start with the type and the name.
  private static func changes(from before: World, to after: World) -> Set<String> {
    var changes: Set<String> = []
    for type in ResourceType.allCases {
      let old = Set(before.all(type))
      let new = Set(after.all(type))
      for object in old.symmetricDifference(new) {
        let metadata = object["metadata"]
        let name = "\(metadata?["namespace"]?.string ?? "")/\(metadata?["name"]?.string ?? "")"
        changes.insert("\(type.plural) \(name)")
      }
    }
    for repository in GitWorld.Repository.allCases {
      let files = (before.git.files(in: repository), after.git.files(in: repository))
      changes.formUnion(differences(files.0, files.1, "\(repository)"))
    }
    changes.formUnion(differences(before.gitlab.groups, after.gitlab.groups, "group"))
    changes.formUnion(differences(before.gitlab.tokens, after.gitlab.tokens, "token"))
    return changes
  }
}
