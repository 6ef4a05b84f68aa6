import Testing

@testable import GitLab

@Suite("The adaptive limit, whatever happens")
struct AdaptiveLimitPropertyTests {
  /// A generator of the same numbers for the same seed (SplitMix64).
  struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  /// A limit, those on their way, and a clock.
  struct Traffic {
    var limit: AdaptiveLimit
    var now = ContinuousClock.now
    var onTheWay: [AdaptiveLimit.Ticket] = []

    mutating func step(_ chance: inout Seeded) {
      if Bool.random(using: &chance), case .start(let ticket) = limit.admit(at: now) {
        onTheWay.append(ticket)
      } else if !onTheWay.isEmpty {
        let ticket = onTheWay.remove(at: Int.random(in: onTheWay.indices, using: &chance))
        limit.finish(ticket, outcome(&chance), at: now)
      }
      if Int.random(in: 0..<200, using: &chance) == 0 { limit.giveUp(at: now) }
      now += .milliseconds(Int.random(in: 0...400, using: &chance))
    }

    private func outcome(_ chance: inout Seeded) -> AdaptiveLimit.Outcome {
      switch Int.random(in: 0..<20, using: &chance) {
      case 0: .throttled(pause: nil)
      case 1: .throttled(pause: .seconds(Int.random(in: 0...90, using: &chance)))
      case 2: .failed
      case 3: .answered(RateLimitBudget(remaining: Int.random(in: 0...30, using: &chance), window: .seconds(20)))
      case _: .answered(nil)
      }
    }
  }

  @Test("It stays between one and its maximum, and never lets more start than that", arguments: UInt64(1)...40)
  func bounds(seed: UInt64) {
    var chance = Seeded(state: seed)
    let maximum = Int.random(in: 1...64, using: &chance)
    var traffic = Traffic(limit: AdaptiveLimit(start: Int.random(in: 1...80, using: &chance), maximum: maximum))
    for _ in 0..<3_000 {
      traffic.step(&chance)
      #expect(1...maximum ~= traffic.limit.width)
      #expect(traffic.onTheWay.count <= maximum)
      #expect(traffic.limit.active == traffic.onTheWay.count)
    }
  }

  @Test("It recovers: after whatever setbacks, good answers bring it back to its maximum", arguments: UInt64(1)...40)
  func recovery(seed: UInt64) {
    var chance = Seeded(state: seed)
    var traffic = Traffic(limit: AdaptiveLimit(start: 16, maximum: 64))
    for _ in 0..<1_000 { traffic.step(&chance) }
    for ticket in traffic.onTheWay { traffic.limit.finish(ticket, .answered(nil), at: traffic.now) }
    traffic.now += .seconds(600)
    var answers = 0
    var onTheWay: [AdaptiveLimit.Ticket] = []
    while traffic.limit.width < 64, answers < 5_000 {
      while case .start(let ticket) = traffic.limit.admit(at: traffic.now) { onTheWay.append(ticket) }
      traffic.limit.finish(onTheWay.removeFirst(), .answered(nil), at: traffic.now)
      answers += 1
    }
    #expect(traffic.limit.width == 64)
  }

  @Test("Nothing starts while a pause holds", arguments: UInt64(1)...20)
  func pauses(seed: UInt64) {
    var chance = Seeded(state: seed)
    var traffic = Traffic(limit: AdaptiveLimit(start: 16, maximum: 64))
    var end = traffic.now
    for _ in 0..<2_000 {
      if case .start(let ticket) = traffic.limit.admit(at: traffic.now) {
        #expect(traffic.now >= end)
        let pause = Duration.seconds(Int.random(in: 1...5, using: &chance))
        traffic.limit.finish(ticket, .throttled(pause: pause), at: traffic.now)
        end = max(end, traffic.now + pause)
      }
      traffic.now += .milliseconds(Int.random(in: 0...900, using: &chance))
    }
  }
}
