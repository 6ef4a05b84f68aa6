import Drift
import Foundation
import Model
import Secrets
import Testing

@Suite("Which pull secrets are as good as ours")
struct PullSecretTests {
  private func findings(_ document: Secret, registry: String = World.registry) -> [Difference] {
    var world = World(["shop-dev"])
    world.policy.registryHost = registry
    world.pullSecrets["shop-dev"]?.document = .text(document)
    return world.findings.map(Difference.init)
  }

  @Test(
    "A registry is the same with or without scheme, trailing slash and version, on both sides",
    arguments: ["registry.example.com", "https://registry.example.com", "http://registry.example.com/v2/"],
    ["registry.example.com", "registry.example.com/", "https://registry.example.com/v1/"]
  )
  func registries(key: String, configured: String) {
    #expect(findings(PullDocument(of: "shop-dev", registry: key).text, registry: configured).isEmpty)
  }

  @Test("An entry of auth alone says all; one without auth does not")
  func partialEntries() {
    var document = PullDocument(of: "shop-dev")
    document.username = nil
    document.password = nil
    #expect(findings(document.text).isEmpty)
    document.username = ""
    document.password = ""
    #expect(findings(document.text).isEmpty)
    var plain = PullDocument(of: "shop-dev")
    plain.auth = ""
    #expect(findings(plain.text).map(\.fields) == [Break.authGone.fields(of: "shop-dev")])
  }

  @Test("Auth alone with a wrong name differs in the name")
  func authOfForeignName() {
    var document = PullDocument(of: "shop-dev")
    document.username = nil
    document.auth = PullDocument.auth("robot", PullDocument.password(of: "shop-dev"))
    #expect(findings(document.text).map(\.fields) == [Break.foreignUsername.fields(of: "shop-dev")])
  }

  @Test("An entry that says nothing lacks name and password; an auth that cannot be read is said to differ")
  func emptyEntries() {
    func fields(_ entry: String) -> [FieldDifference] {
      findings(PullDocument.text(["\"\(World.registry)\": \(entry)"])).flatMap(\.fields)
    }
    func lacking(auth: FieldDifference.Side) -> [FieldDifference] {
      let path = "auths[registry.example.com]"
      return [
        FieldDifference("\(path).username", desired: .text("shop-dev-image-puller"), observed: .absent),
        FieldDifference("\(path).password", desired: .masked, observed: .absent),
        FieldDifference("\(path).auth", desired: .masked, observed: auth),
      ]
    }
    #expect(fields("{}") == lacking(auth: .absent))
    #expect(fields("null") == lacking(auth: .absent))
    #expect(fields("{\"auth\": \"planted!\"}") == lacking(auth: .masked))
  }

  @Test("Other registries beside ours are nobody's matter")
  func severalRegistries() {
    let other = PullDocument(of: "other", registry: "https://index.docker.io/v1/").entry
    #expect(findings(PullDocument.text([other, PullDocument(of: "shop-dev").entry])).isEmpty)
  }

  @Test("Of several keys for our registry one good one is enough, and of bad ones the closest is told")
  func severalKeys() {
    var bad = PullDocument(of: "shop-dev", registry: "https://registry.example.com")
    bad.username = "robot"
    bad.auth = nil
    var closer = PullDocument(of: "shop-dev", registry: "registry.example.com/v2/")
    closer.auth = nil
    #expect(findings(PullDocument.text([bad.entry, PullDocument(of: "shop-dev").entry])).isEmpty)
    #expect(
      findings(PullDocument.text([bad.entry, closer.entry])).map(\.fields) == [Break.authGone.fields(of: "shop-dev")]
    )
  }

  @Test("Of one key twice a kubelet takes the last, and so do we")
  func duplicateKeys() {
    var bad = PullDocument(of: "shop-dev")
    bad.auth = nil
    let good = PullDocument(of: "shop-dev")
    #expect(findings(PullDocument.text([bad.entry, good.entry])).isEmpty)
    #expect(findings(PullDocument.text([good.entry, bad.entry])).count == 1)
  }

  @Test("JSON that a kubelet cannot read is a finding", arguments: ["{\"auths\": {},}", "{\"auths\": {}, \"a\": 01}"])
  func lenientJSON(text: String) {
    #expect(findings(Secret(text)).map(\.fields) == [Break.notJSON.fields(of: "shop-dev")])
  }

  @Test("No password is shown on either side of any finding", arguments: Break.allCases)
  func masked(one: Break) {
    var world = World()
    one.apply(to: "shop-dev", in: &world)
    expectNothingPlanted(in: world)
  }

  @Test("Not even where somebody swapped name and password")
  func swapped() {
    var world = World()
    var document = PullDocument(of: "shop-dev")
    document.username = "planted-and-without-a-known-beginning"
    document.password = "shop-dev-image-puller"
    document.auth = PullDocument.auth("planted-and-without-a-known-beginning", "shop-dev-image-puller")
    world.pullSecrets["shop-dev"]?.document = .text(document.text)
    #expect(world.findings.map(\.fault) == [.changed])
    expectNothingPlanted(in: world)
  }

  private func expectNothingPlanted(in world: World) {
    let findings = world.findings
    var dumped = ""
    dump(findings, to: &dumped)
    dump(world.snapshot, to: &dumped)
    let base64 = ["shop-dev", "crew-prod", "web-qa"].map {
      PullDocument.auth("\($0)-image-puller", PullDocument.password(of: $0))
    }
    for shown in ["\(findings)", String(reflecting: findings), dumped] {
      #expect(!shown.contains("planted"))
      for auth in base64 { #expect(!shown.contains(auth)) }
    }
  }
}
