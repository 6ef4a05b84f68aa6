import Testing

@testable import GitLab

@Suite("The adaptive limit")
struct AdaptiveLimitTests {
  typealias Limit = AdaptiveLimit
  let start = ContinuousClock.now

  /// Starts as many as may, at once.
  func fill(_ limit: inout Limit, at now: ContinuousClock.Instant) -> [Limit.Ticket] {
    var tickets: [Limit.Ticket] = []
    while case .start(let ticket) = limit.admit(at: now) { tickets.append(ticket) }
    return tickets
  }

  /// Starts one, which must be let in.
  func admitted(_ limit: inout Limit, at now: ContinuousClock.Instant) throws -> Limit.Ticket {
    guard case .start(let ticket) = limit.admit(at: now) else { throw NotAdmitted() }
    return ticket
  }

  struct NotAdmitted: Error {}

  @Test("Until the first setback each answer allows one more, up to the maximum")
  func grows() {
    var limit = Limit(start: 2, maximum: 5)
    var widths: [Int] = []
    for _ in 0..<4 {
      for ticket in fill(&limit, at: start).prefix(1) { limit.finish(ticket, .answered(nil), at: start) }
      widths.append(limit.width)
    }
    #expect(widths == [3, 4, 5, 5])
  }

  @Test("Requests that come one by one do not make it grow")
  func idle() throws {
    var limit = Limit(start: 2, maximum: 5)
    for _ in 0..<20 {
      let ticket = try admitted(&limit, at: start)
      limit.finish(ticket, .answered(nil), at: start)
    }
    #expect(limit.width == 2)
  }

  @Test("A burst of refusals halves it once; those sent before do not count again")
  func burst() {
    var limit = Limit(start: 16, maximum: 64)
    for ticket in fill(&limit, at: start) { limit.finish(ticket, .throttled(pause: nil), at: start) }
    #expect(limit.width == 8)
    #expect(limit.active == 0)
    #expect(limit.admit(at: start) == .pause(.seconds(1)))
  }

  @Test("After a setback a whole round of answers allows one more")
  func round() {
    var limit = Limit(start: 8, maximum: 64)
    for ticket in fill(&limit, at: start) { limit.finish(ticket, .failed, at: start) }
    #expect(limit.width == 4)
    var answers = 0
    while limit.width == 4 {
      for ticket in fill(&limit, at: start).prefix(1) { limit.finish(ticket, .answered(nil), at: start) }
      answers += 1
    }
    #expect(answers == 4)
  }

  @Test("Pauses double while refusals go on, up to a minute, and begin anew after an answer")
  func backoff() throws {
    var limit = Limit(start: 1, maximum: 4)
    var now = start
    var pauses: [Duration] = []
    for _ in 0..<8 {
      let ticket = try admitted(&limit, at: now)
      let pause = limit.finish(ticket, .throttled(pause: nil), at: now)
      pauses.append(pause)
      now += pause
    }
    #expect(pauses == [1, 2, 4, 8, 16, 32, 60, 60].map { .seconds($0) })
    let good = try admitted(&limit, at: now)
    limit.finish(good, .answered(nil), at: now)
    let bad = try admitted(&limit, at: now)
    #expect(limit.finish(bad, .throttled(pause: nil), at: now) == .seconds(1))
  }

  @Test("A pause that the server names holds everybody, the longest one counts")
  func serverPause() {
    var limit = Limit(start: 3, maximum: 4)
    let tickets = fill(&limit, at: start)
    limit.finish(tickets[0], .throttled(pause: .seconds(40)), at: start)
    limit.finish(tickets[1], .throttled(pause: .seconds(10)), at: start)
    limit.finish(tickets[2], .answered(nil), at: start)
    #expect(limit.admit(at: start) == .pause(.seconds(40)))
    #expect(fill(&limit, at: start + .seconds(40)).count == 1)
  }

  @Test("What the server has left for this window is not overdrawn, those on their way included")
  func budget() {
    var limit = Limit(start: 3, maximum: 10)
    let tickets = fill(&limit, at: start)
    let budget = RateLimitBudget(remaining: 4, window: .seconds(30))
    limit.finish(tickets[0], .answered(budget), at: start)
    #expect(fill(&limit, at: start).count == 2)
    #expect(limit.admit(at: start) == .pause(.seconds(30)))
    limit.finish(tickets[1], .answered(nil), at: start)
    #expect(limit.admit(at: start) == .pause(.seconds(30)))
    #expect(!fill(&limit, at: start + .seconds(30)).isEmpty)
  }

  @Test("Three requests in a row that were given up make it refuse for a while; an answer between does not")
  func outage() throws {
    var limit = Limit(start: 4, maximum: 4)
    for _ in 0..<2 { limit.giveUp(at: start) }
    let ticket = try admitted(&limit, at: start)
    limit.finish(ticket, .answered(nil), at: start)
    for _ in 0..<2 { limit.giveUp(at: start) }
    #expect(fill(&limit, at: start).count == 4)
    limit.giveUp(at: start)
    #expect(limit.admit(at: start) == .refused(afterFailures: 3))
    #expect(limit.admit(at: start + .seconds(29)) == .refused(afterFailures: 3))
    #expect(limit.admit(at: start + .seconds(30)) == .full)
  }
}
