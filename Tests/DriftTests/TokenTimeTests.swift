import Drift
import Foundation
import Model
import Testing

@Suite("A token's life, to the second")
struct TokenTimeTests {
  private static let day = WorldGitLab.day
  private static let midnight = WorldGitLab.today

  /// The faults of one Project's token at `time`.
  private func faults(
    at time: Date,
    _ token: (inout LiveToken) -> Void,
    _ policy: (inout TokenPolicy) -> Void = { _ in }
  ) -> [Fault] {
    var world = World(["shop-dev"])
    world.gitlab.time = time
    world.gitlab.change("shop-dev", token)
    if var tokens = world.policy.tokens {
      policy(&tokens)
      world.policy.tokens = tokens
    }
    #expect(world.findings.allSatisfy { $0.kind == .token })
    return world.findings.map(\.fault)
  }

  @Test(
    "It is dead from 00:00 UTC of its day of expiry on",
    arguments: [
      (-day, Fault.expiring), (-1, .expiring), (0, .expired), (1, .expired), (day - 1, .expired), (day, .expired),
    ]
  )
  func expiry(seconds: Double, fault: Fault) {
    #expect(faults(at: Self.midnight.addingTimeInterval(seconds)) { $0.diesAt = Self.midnight } == [fault])
  }

  @Test("It is expiring with less than the notice left, not with just that", arguments: [30 * day, 7 * day, 0])
  func notice(seconds: Double) {
    func faults(left: Double) -> [Fault] {
      self.faults(at: Self.midnight.addingTimeInterval(-left)) {
        $0.diesAt = Self.midnight
        $0.createdAt = Self.midnight.addingTimeInterval(-365 * Self.day)
      } _: {
        $0.rotateBefore = seconds
      }
    }
    #expect(faults(left: seconds + 1).isEmpty)
    if seconds > 0 {
      #expect(faults(left: seconds).isEmpty)
      #expect(faults(left: seconds - 1) == [.expiring])
    }
  }

  @Test("A token of a short life is expiring only in the last third of it")
  func thirdOfLife() {
    func faults(left: Double, createdAt: Date?) -> [Fault] {
      self.faults(at: Self.midnight.addingTimeInterval(-left)) {
        $0.diesAt = Self.midnight
        $0.createdAt = createdAt
      }
    }
    let createdAt = Self.midnight.addingTimeInterval(-9 * Self.day)
    #expect(faults(left: 3 * Self.day, createdAt: createdAt).isEmpty)
    #expect(faults(left: 3 * Self.day - 1, createdAt: createdAt) == [.expiring])
    #expect(faults(left: 3 * Self.day, createdAt: nil) == [.expiring])
    #expect(faults(left: 30 * Self.day, createdAt: nil).isEmpty)
  }

  @Test("Its life is too long from the second day beyond what a new one would have, counted from the day in UTC")
  func lifeTooLong() {
    for time in [Self.midnight, World.now, Self.midnight.addingTimeInterval(Self.day - 1)] {
      #expect(faults(at: time) { $0.diesAt = Self.midnight.addingTimeInterval(366 * Self.day) }.isEmpty)
      #expect(faults(at: time) { $0.diesAt = Self.midnight.addingTimeInterval(367 * Self.day) } == [.changed])
      #expect(faults(at: time) { $0.diesAt = nil } == [.changed])
    }
    let short = faults(at: World.now) {
      $0.diesAt = Self.midnight.addingTimeInterval(92 * Self.day)
    } _: {
      $0.lifetime = 90 * Self.day
    }
    #expect(short == [.changed])
  }

  @Test("Scopes and levels that GitLab does not say, or that are none, are told apart")
  func unknown() {
    #expect(faults(at: World.now) { $0.level = nil }.isEmpty)
    #expect(faults(at: World.now) { $0.level = 0 } == [.changed])
    #expect(faults(at: World.now) { $0.scopes = [] } == [.changed])
    #expect(faults(at: World.now) { $0.scopes = ["read_registry", "of_a_later_version"] } == [.extra])
  }

  @Test("Scopes are lacking and the level is beyond: two faults; a level and scopes beyond: one")
  func combined() {
    let both = faults(at: World.now) {
      $0.scopes = []
      $0.level = 40
    }
    #expect(both == [.changed, .extra])
    let beyond = faults(at: World.now) {
      $0.scopes = ["api", "read_registry"]
      $0.level = 40
    }
    #expect(beyond == [.extra])
  }

  @Test("A predecessor is left alone to the end of the overlap, and then is the rotation's own to revoke")
  func overlap() {
    let name = "shop-dev"
    func world(after seconds: Double, overlap: Double, rotated: Bool = true) -> World {
      var world = World([name])
      world.policy.tokens?.overlap = overlap
      for one in [Break.twin] { one.apply(to: name, in: &world) }
      world.pullSecrets[name]?.claim?.predecessors = [Break.twinID(of: name)]
      world.pullSecrets[name]?.claim?.rotatedAt = rotated ? World.now.addingTimeInterval(-seconds) : nil
      return world
    }
    let stale = Difference.token(.stale, name, id: Break.twinID(of: name))
    #expect(world(after: 3599, overlap: 3600).findings.isEmpty)
    for late in [
      world(after: 3600, overlap: 3600), world(after: 0, overlap: 0), world(after: 0, overlap: 1, rotated: false),
    ] {
      #expect(late.differences == [stale])
      #expect(late.findings.map(\.action) == [ProposedAction("revoke the token")])
    }
    var other = world(after: 1, overlap: 3600)
    other.pullSecrets[name]?.claim?.predecessors = [Break.anotherToken]
    #expect(other.differences == [stale])
    #expect(other.findings.map(\.action) == [ProposedAction("revoke the token", removal: true)])
  }

  @Test("Annotations of another token than the one that is held excuse no namesake")
  func foreignClaim() {
    var world = World(["shop-dev"])
    Break.twin.apply(to: "shop-dev", in: &world)
    world.pullSecrets["shop-dev"]?.claim = TokenClaim(
      id: Break.anotherToken,
      sha256: "",
      predecessors: [Break.twinID(of: "shop-dev")],
      rotatedAt: World.now
    )
    #expect(world.differences == [.token(.stale, "shop-dev", id: Break.twinID(of: "shop-dev"))])
  }
}
