import Drift
import Formats
import Foundation
import Model
import Secrets
import Testing

@Suite("A pull secret is mended around the live password that it holds")
struct PullSecretCorrectionTests {
  private let name = "shop-dev"

  private func correction(in world: World) -> PullSecretCorrection? {
    for planned in world.plan().actions {
      if case .correctPullSecret(let correction) = planned.action { return correction }
    }
    return nil
  }

  /// The world with the mended document in the place of the broken one.
  private func mended(_ world: World) throws -> World {
    var mended = world
    let document = try #require(correction(in: world)?.document)
    mended.pullSecrets[name]?.document = .text(document)
    return mended
  }

  @Test(
    "Whatever is wrong with the entry, afterwards nothing is",
    arguments: [
      Break.otherRegistry, .operatorsOldRegistry, .foreignUsername, .authGone, .authOfAnother, .authBroken,
    ]
  )
  func entry(one: Break) throws {
    for maker in World.Maker.allCases {
      var world = World(madeBy: maker)
      one.apply(to: name, in: &world)
      // What the kubelet would send is the password of another, so there is none to keep.
      guard world.findings.first?.action == ProposedAction("correct the pull secret") else { continue }
      #expect(try mended(world).findings.isEmpty, "\(maker)")
    }
  }

  @Test("Other registries and unknown fields stay")
  func others() throws {
    var world = World([name])
    var bad = PullDocument(of: name)
    bad.auth = nil
    world.pullSecrets[name]?.document = .text(
      Secret(
        #"{"credHelpers": {"a.example.com": "ecr"}, "auths": {"docker.io": {"auth": "YTpi", "email": "a@b.c"}, \#(bad.entry)}}"#
      )
    )
    let edited = try #require(correction(in: world)?.document)
    let root = try #require(
      try JSONSerialization.jsonObject(with: Data(edited.reveal().utf8)) as? [String: [String: Any]]
    )
    #expect(root["credHelpers"] as? [String: String] == ["a.example.com": "ecr"])
    #expect(root["auths"]?["docker.io"] as? [String: String] == ["auth": "YTpi", "email": "a@b.c"])
    #expect(try DockerConfig(parsing: edited).auths.count == 2)
    #expect(try mended(world).findings.isEmpty)
  }

  @Test("Of several entries for the registry the closest is mended, and no other is touched")
  func severalEntries() throws {
    var world = World([name])
    var robot = PullDocument(of: name, registry: "https://\(World.registry)")
    robot.username = "robot"
    robot.password = nil
    robot.auth = nil
    var closest = PullDocument(of: name)
    closest.auth = nil
    world.pullSecrets[name]?.document = .text(PullDocument.text([robot.entry, closest.entry]))
    let found = try #require(correction(in: world))
    #expect(found.key == World.registry)
    let auths = try DockerConfig(parsing: #require(found.document)).auths
    #expect(auths["https://\(World.registry)"]?.username == "robot")
    #expect(try mended(world).findings.isEmpty)
  }

  @Test("Neither the correction nor its plan shows the password")
  func secrecy() throws {
    var world = World([name])
    Break.authGone.apply(to: name, in: &world)
    let plan = world.plan()
    var dumped = ""
    dump(plan, to: &dumped)
    #expect(!plan.actions.isEmpty)
    #expect(!dumped.contains("planted") && !"\(plan)".contains("planted"))
  }

  @Test("A text that Foundation reads otherwise than a kubelet is not edited", arguments: [#"{"auths": {}} x"#, "7"])
  func unsafe(text: String) {
    #expect(
      DockerConfig.setting(username: "u", password: Secret("p"), under: "r", in: Secret(text)) == nil
    )
  }
}
