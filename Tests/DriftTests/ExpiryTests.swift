import Drift
import Foundation
import Model
import Testing

@Suite("Ends of credentials, named ahead")
struct ExpiryTests {
  private let day = WorldGitLab.day

  private func expiries(_ name: String = "shop-dev", left days: Double, _ change: (inout World) -> Void = { _ in })
    -> [Expiry]
  {
    var world = World([name])
    world.gitlab.time = WorldGitLab.today
    world.gitlab.change(name) {
      $0.diesAt = WorldGitLab.today.addingTimeInterval(days * day)
      $0.createdAt = WorldGitLab.today.addingTimeInterval((days - 365) * day)
    }
    change(&world)
    return world.comparison().expiries
  }

  @Test(
    "A Project's token is named from twice its notice on, and is high where it is to be rotated",
    arguments: [(61.0, nil), (60, nil), (59, Severity.low), (30, .low), (29, .high), (1, .high)]
  )
  func notice(days: Double, severity: Severity?) {
    let found = expiries(left: days)
    #expect(found.map(\.severity) == [severity].compactMap(\.self))
    #expect(found.allSatisfy { $0.project == "shop-dev" && $0.token == "shop-dev-image-puller" })
  }

  @Test("That of a short life is named only in two thirds of it, one without an end never")
  func shortLife() {
    func ofNineDays(left days: Double) -> [Severity] {
      expiries(left: days) { world in
        world.gitlab.change("shop-dev") { $0.createdAt = WorldGitLab.today.addingTimeInterval((days - 9) * 86_400) }
      }.map(\.severity)
    }
    #expect(ofNineDays(left: 6) == [])
    #expect(ofNineDays(left: 5) == [.low])
    #expect(ofNineDays(left: 2) == [.high])
    #expect(expiries(left: 1) { $0.gitlab.change("shop-dev") { $0.diesAt = nil } }.isEmpty)
  }

  @Test("Only the token that the secret holds counts; where nobody may ask, any that it may hold")
  func held() {
    func addTwin(to world: inout World) {
      Break.twin.apply(to: "shop-dev", in: &world)
      world.gitlab.tokens["shop"]?[0].diesAt = WorldGitLab.today.addingTimeInterval(5 * 86_400)
    }
    #expect(expiries(left: 300, addTwin).isEmpty)
    let unproven = expiries(left: 300) { world in
      addTwin(to: &world)
      world.policy.tokens?.verification = .never
      world.pullSecrets["shop-dev"]?.claim = nil
    }
    #expect(unproven.map(\.expiresAt) == [WorldGitLab.today.addingTimeInterval(5 * day)])
    #expect(expiries(left: 5) { Break.tokenRevoked.apply(to: "shop-dev", in: &$0) }.isEmpty)
    #expect(expiries(left: 5) { Break.passwordOfNoToken.apply(to: "shop-dev", in: &$0) }.isEmpty)
  }

  @Test(
    "Our own is named however far ahead, high below thirty days",
    arguments: [(400.0, Severity.low), (30, .low), (29.9, .high), (0.1, .high)]
  )
  func own(days: Double, severity: Severity) {
    var world = World()
    let end = World.now.addingTimeInterval(days * day)
    world.gitlab.ownToken = .present(OwnToken(name: "nightly", scopes: ["read_api"], diesAt: end))
    #expect(
      world.comparison().expiries == [Expiry(project: nil, token: "nightly", expiresAt: end, severity: severity)]
    )
    #expect(world.findings.isEmpty && world.snapshot.unreadable.isEmpty)
  }

  @Test("Our own without an end, or of which nothing is known, is not named")
  func noOwn() {
    var world = World()
    world.gitlab.ownToken = .present(OwnToken(name: "nightly", scopes: ["api"], diesAt: nil))
    #expect(world.comparison().expiries.isEmpty)
    world.gitlab.ownToken = .absent
    #expect(world.comparison().expiries.isEmpty && world.snapshot.unreadable.isEmpty)
  }

  @Test("They come by date, and filters keep our own")
  func order() {
    var world = World()
    world.gitlab.ownToken = .present(
      OwnToken(name: "nightly", scopes: ["api"], diesAt: World.now.addingTimeInterval(10 * day))
    )
    world.gitlab.change("web-qa") { $0.diesAt = World.now.addingTimeInterval(20 * day) }
    world.gitlab.change("crew-prod") { $0.diesAt = World.now.addingTimeInterval(5 * day) }
    let all = world.comparison().expiries
    #expect(all.map(\.project) == ["crew-prod", nil, "web-qa"])
    func asked(_ selection: Selection) -> [String?] { all.filter(selection.admits).map(\.project) }
    #expect(asked(Selection(environments: [.qa])) == [nil, "web-qa"])
    #expect(asked(Selection(projects: [Glob("crew-*")], kinds: [.token])) == ["crew-prod", nil])
    #expect(asked(Selection(kinds: [.namespace])) == [nil])
  }

  @Test("Where the groups are unknown, nothing more is said of our own token: the cause is one")
  func folded() {
    let down = Unreadable(system: .gitlab, subject: "groups", reason: "503")
    let own = Unreadable(system: .gitlab, subject: "our own token", reason: "503")
    var world = World()
    world.gitlab.ownToken = .unreadable(own)
    #expect(world.snapshot.unreadable == [own])
    world.gitlab.groupsFailure = down
    #expect(world.snapshot.unreadable == [down])
  }
}
