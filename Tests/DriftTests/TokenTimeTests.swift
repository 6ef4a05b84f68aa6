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

  @Test(
    "Whatever is beyond is said and weighs, also where something is lacking",
    arguments: [
      (["api"], 20, ["it can do more than pull: api"]),
      (["read_registry", "sudo", "api"], 10, [nil, "it can do more than pull: api, sudo"]),
      (["read_registry"], 40, ["it can do more than pull"]), ([], 20, [nil]), (["read_registry"], 10, [nil]),
      ([], 40, [nil, "it can do more than pull"]),
    ] as [([String], Int, [String?])]
  )
  func beyond(scopes: [String], level: Int, reasons: [String?]) {
    var world = World(["shop-dev"])
    world.gitlab.change("shop-dev") {
      $0.scopes = Set(scopes)
      $0.level = level
    }
    #expect(world.findings.map(\.reason) == reasons)
    #expect(world.findings.allSatisfy { $0.severity <= .high })
  }
}
