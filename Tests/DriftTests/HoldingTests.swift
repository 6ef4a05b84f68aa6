import Drift
import Foundation
import Model
import Secrets
import Testing

@Suite("Which token a pull secret holds")
struct HoldingTests {
  private let name = "shop-dev"
  private var password: String { PullDocument.password(of: name) }
  private let passwordDiffers = FieldDifference(
    "auths[registry.example.com].password",
    desired: .masked,
    observed: .masked
  )

  private func document(_ password: String, registry: String = World.registry) -> PullDocument {
    var document = PullDocument(of: name, registry: registry)
    document.password = password
    document.auth = PullDocument.auth("shop-dev-image-puller", password)
    return document
  }

  @Test("What our annotations prove nobody is asked about; of other secrets GitLab is asked, once each")
  func proof() {
    #expect(World(madeBy: .driftcheck).asked.isEmpty)
    #expect(World(madeBy: .hand).asked == Set(["shop-dev", "crew-prod", "web-qa"].map(PullDocument.password)))
    var shared = World(madeBy: .projectOperator)
    for name in ["crew-prod", "web-qa"] { shared.pullSecrets[name]?.document = .text(document(password).text) }
    #expect(shared.asked == [password])
  }

  @Test("Annotations prove nothing once the password is another, the id that of another, or the digest is none")
  func void() {
    var world = World([name])
    world.pullSecrets[name]?.claim?.id = Break.anotherToken
    #expect(world.asked == [password])
    world.pullSecrets[name]?.claim = World.claim(WorldGitLab.token(of: name).id, "another")
    #expect(world.asked == [password])
    #expect(world.findings.isEmpty)
    world.gitlab.verdicts = [:]
    #expect(world.differences == [.pullSecret(.changed, name, fields: [passwordDiffers])])
  }

  @Test("Asked about is every password where always, and none where never; then what is not proved is not judged")
  func verification() {
    var world = World([name])
    world.policy.tokens?.verification = .always
    #expect(world.asked == [password])
    world.gitlab.verdicts = [:]
    #expect(world.differences == [.pullSecret(.changed, name, fields: [passwordDiffers])])
    world.policy.tokens?.verification = .never
    #expect(world.asked.isEmpty)
    #expect(world.findings.isEmpty)
    var byHand = World([name], madeBy: .hand)
    byHand.policy.tokens?.verification = .never
    for one in [Break.twin, .lowLevel, .passwordOfNoToken, .passwordOfAnotherToken] {
      one.apply(to: name, in: &byHand)
    }
    #expect(byHand.asked.isEmpty)
    #expect(byHand.findings.isEmpty)
    #expect(byHand.comparison().unproven == [name])
    #expect(byHand.snapshot.unreadable.isEmpty)
  }

  @Test("Not proven is a password only where nobody may ask, and where an answer would matter")
  func notProven() {
    var world = World(madeBy: .hand)
    #expect(world.comparison().unproven.isEmpty)
    world.policy.tokens?.verification = .never
    Break.tokenGone.apply(to: "shop-dev", in: &world)
    Break.secretGone.apply(to: "web-qa", in: &world)
    #expect(world.comparison().unproven == ["crew-prod"])
    var annotated = World()
    annotated.policy.tokens?.verification = .never
    #expect(annotated.comparison().unproven.isEmpty)
    let reason = Unreadable(system: .gitlab, subject: "the token", reason: "502")
    var unread = World([name], madeBy: .hand)
    unread.gitlab.verdicts[Secret(password)] = .unreadable(reason)
    #expect(unread.comparison().unproven.isEmpty)
  }

  @Test(
    "A verdict that could not be read leaves the password unknown, and nothing else",
    arguments: World.Maker.allCases
  )
  func unreadableVerdict(maker: World.Maker) {
    let reason = Unreadable(system: .gitlab, subject: "the token in pull secret shop-dev", reason: "502")
    var world = World(madeBy: maker)
    world.policy.tokens?.verification = .always
    world.gitlab.verdicts[Secret(password)] = .unreadable(reason)
    for one in [Break.twin, .opaqueType] { one.apply(to: name, in: &world) }
    Break.tokenGone.apply(to: "web-qa", in: &world)
    #expect(
      world.differences == [
        .pullSecret(.changed, name, fields: Break.opaqueType.fields(of: name)), .token(.missing, "web-qa"),
      ]
    )
    #expect(world.snapshot.unreadable == [reason])
  }

  @Test("Nobody is asked where no answer matters: no live token, no group, no namespace that stays")
  func notAsked() {
    let pointless: [Break] = [
      .tokenGone, .tokenExpired, .tokenRevoked, .groupGone, .groupRenamed, .namespaceGone, .terminating, .secretGone,
      .notJSON, .passwordEmpty, .gone, .leaving,
    ]
    for one in pointless {
      var world = World([name], madeBy: .hand)
      one.apply(to: name, in: &world)
      #expect(world.asked.isEmpty, "\(one)")
    }
  }

  @Test("A password that the annotations prove to be a dead token's is superseded: it is never shown to GitLab")
  func superseded() {
    for verification in TokenPolicy.Verification.allCases {
      var world = World([name])
      world.policy.tokens?.verification = verification
      Break.twin.apply(to: name, in: &world)
      world.gitlab.tokens["shop"]?[1].isRevoked = true
      #expect(world.asked.isEmpty)
      #expect(world.differences == [.pullSecret(.changed, name, fields: [passwordDiffers])])
      #expect(world.findings.first?.reason?.contains("a dead one, with the id \(WorldGitLab.id(name))") == true)
    }
  }

  @Test("A secret of the wrong type that holds the live token is one matter, that token another")
  func wrongType() {
    for maker in World.Maker.allCases {
      var world = World([name], madeBy: maker)
      for one in [Break.opaqueType, .highLevel] { one.apply(to: name, in: &world) }
      #expect(
        world.differences == [
          .pullSecret(.changed, name, fields: Break.opaqueType.fields(of: name)),
          .token(.extra, name, fields: Break.highLevel.tokenFields),
        ]
      )
    }
  }

  @Test("Its repair tells whether there is a password to keep")
  func repairs() {
    func repair(_ breaks: Break...) -> String? {
      var world = World([name])
      for one in breaks { one.apply(to: name, in: &world) }
      return world.findings.first?.action?.summary
    }
    let recreated =
      "create a token, then delete the pull secret and create it with the token (its type cannot be changed)"
    #expect(repair(.authGone) == "correct the pull secret")
    #expect(repair(.otherRegistry) == "correct the pull secret")
    #expect(repair(.opaqueType) == "delete and create the pull secret (its type cannot be changed)")
    for one in [Break.passwordOfNoToken, .passwordOfAnotherToken, .notJSON, .passwordEmpty] {
      #expect(repair(one) == "create a token and write it into the pull secret")
      #expect(repair(one, .opaqueType) == recreated)
    }
  }

  @Test("Of two entries for the registry one that holds the live token is enough, proved or asked about")
  func severalEntries() {
    let dead = document("planted-dead", registry: "https://registry.example.com").entry
    for maker in World.Maker.allCases {
      for entries in [[dead, document(password).entry], [document(password).entry, dead]] {
        var world = World([name], madeBy: maker)
        world.pullSecrets[name]?.document = .text(PullDocument.text(entries))
        #expect(world.findings.isEmpty)
        #expect(world.asked == (maker == .driftcheck ? [] : [password, "planted-dead"]))
      }
    }
  }

  @Test("Passwords for other registries are nobody's matter, and are never shown to GitLab")
  func otherRegistries() {
    var world = World([name], madeBy: .hand)
    let other = PullDocument(of: "somebody-else", registry: "https://index.docker.io/v1/").entry
    world.pullSecrets[name]?.document = .text(PullDocument.text([other, document(password).entry]))
    #expect(world.asked == [password])
    #expect(world.findings.isEmpty)
    world.pullSecrets[name]?.document = .text(PullDocument.text([other]))
    #expect(world.asked.isEmpty)
    #expect(world.findings.map(\.kind) == [.pullSecret])
  }

  @Test("A live token under the registry's old name is found by its user, so that the repair can keep it")
  func oldRegistry() {
    var world = World([name], madeBy: .projectOperator)
    Break.operatorsOldRegistry.apply(to: name, in: &world)
    Break.twin.apply(to: name, in: &world)
    #expect(world.asked == [password])
    #expect(
      world.differences == [
        .pullSecret(.changed, name, fields: Break.operatorsOldRegistry.fields(of: name)),
        .token(.stale, name, id: Break.twinID(of: name)),
      ]
    )
  }

  @Test("Another Project's live token is not this one's")
  func anotherProjects() {
    var world = World(madeBy: .projectOperator)
    world.pullSecrets["web-qa"]?.document = .text(
      PullDocument.text([
        "\"\(World.registry)\": {\"auth\": \"\(PullDocument.auth("web-qa-image-puller", password))\"}"
      ])
    )
    #expect(world.differences == [.pullSecret(.changed, "web-qa", fields: [passwordDiffers])])
    #expect(world.findings.first?.reason?.contains("with the id \(WorldGitLab.id(name))") == true)
  }

  @Test("Of several live namesakes the one held is judged, the others are stale, each with a subject of its own")
  func namesakes() {
    for maker in World.Maker.allCases {
      var world = World([name], madeBy: maker)
      let ids = [2_000_001, 2_000_002, 2_000_003, 2_000_004]
      for id in ids {
        var token = WorldGitLab.token(of: name)
        token.id = id
        token.level = 50
        token.isRevoked = id == ids[3]
        token.diesAt = id == ids[2] ? nil : token.diesAt
        world.gitlab.tokens["shop"]?.append(token)
      }
      #expect(world.differences == Set(ids.prefix(3).map { .token(.stale, name, id: $0) }))
      #expect(Set(world.findings.map(\.id)).count == 3)
      #expect(world.findings.allSatisfy { $0.action == ProposedAction("revoke the token", removal: true) })
    }
  }

  @Test("Where the secret is absent or holds something else, that alone is said, whatever tokens live")
  func alone() {
    for maker in World.Maker.allCases {
      for one in [Break.secretGone, .passwordOfNoToken, .notJSON] {
        var world = World([name], madeBy: maker)
        for one in [one, .twin] { one.apply(to: name, in: &world) }
        world.gitlab.change(name) { $0.level = 50 }
        #expect(world.findings.map(\.kind) == [.pullSecret], "\(one), \(maker)")
      }
    }
  }
}
