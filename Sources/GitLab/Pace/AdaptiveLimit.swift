/// How many requests may be on their way at once, learned from their answers.
///
/// Decides alone; never waits. Additive increase, multiplicative decrease, as in TCP: until the first setback each
/// answer allows one more, later a whole round of answers does; a setback halves. All that were sent before a setback
/// belong to it, so that a burst of refusals counts once.
struct AdaptiveLimit: Sendable {
  typealias Instant = ContinuousClock.Instant

  /// What a request that wants to start is told.
  enum Admission: Sendable, Equatable {
    case start(Ticket)
    /// As many as may are on their way: when one of them ends, there is room.
    case full
    /// Nothing may start for this long.
    case pause(Duration)
    /// So many requests were given up in a row that nothing is asked for a while.
    case refused(afterFailures: Int)
  }

  /// The right to be on the way; handed back by ``finish(_:_:at:)``.
  struct Ticket: Sendable, Equatable {
    fileprivate let generation: Int
  }

  /// How a try ended, as far as the pace depends on it.
  enum Outcome: Sendable, Equatable {
    /// The server did its work, whatever it answered.
    case answered(RateLimitBudget?)
    /// It said that there are too many requests, and perhaps for how long.
    case throttled(pause: Duration?)
    /// It, or the way to it, failed.
    case failed
    /// The request was not sent, or given up by ourselves: nothing is known.
    case withdrawn
  }

  /// The pause after a refusal that names none; it doubles with each further one.
  static let firstPause = Duration.seconds(1)
  /// GitLab's own limits count by the minute.
  static let longestPause = Duration.seconds(60)
  /// After so many requests in a row that were given up, the server counts as down.
  static let mostFailures = 3
  /// For how long nothing is asked then.
  static let outage = Duration.seconds(30)

  let maximum: Int
  private(set) var width: Int
  private(set) var active = 0

  private var generation = 0
  private var isUntroubled = true
  private var answersInRound = 0
  private var nextPause = Self.firstPause
  private var pausedUntil: Instant?
  private var budget: (remaining: Int, end: Instant)?
  private var failuresInRow = 0
  private var outageEnd: Instant?

  /// A limit that begins at `start` and never exceeds `maximum`.
  init(start: Int = 16, maximum: Int = 64) {
    self.maximum = max(1, maximum)
    width = min(max(1, start), self.maximum)
  }

  /// Lets a request start, or says why not.
  mutating func admit(at now: Instant) -> Admission {
    if let end = outageEnd {
      guard now >= end else { return .refused(afterFailures: failuresInRow) }
      outageEnd = nil
      failuresInRow = 0
    }
    if let end = pausedUntil {
      guard now >= end else { return .pause(now.duration(to: end)) }
      pausedUntil = nil
    }
    if let (remaining, end) = budget {
      if now >= end {
        budget = nil
      } else if remaining <= 0 {
        return .pause(now.duration(to: end))
      }
    }
    guard active < width else { return .full }
    active += 1
    budget?.remaining -= 1
    return .start(Ticket(generation: generation))
  }

  /// Takes a ticket back with what came of it.
  ///
  /// - Returns: How long a throttled request must pause; zero for the others.
  @discardableResult
  mutating func finish(_ ticket: Ticket, _ outcome: Outcome, at now: Instant) -> Duration {
    let wasFull = active == width
    active -= 1
    switch outcome {
    case .answered(let budget):
      failuresInRow = 0
      if let budget { note(budget, at: now) }
      if ticket.generation == generation {
        nextPause = Self.firstPause
        if wasFull { grow() }
      }
      return .zero
    case .throttled(let pause):
      hold(for: pause, isNew: ticket.generation == generation, at: now)
      if ticket.generation == generation { shrink() }
      return pausedUntil.map { max(.zero, now.duration(to: $0)) } ?? .zero
    case .failed:
      if ticket.generation == generation { shrink() }
      return .zero
    case .withdrawn:
      return .zero
    }
  }

  /// Notes that a request was given up, after all its tries.
  mutating func giveUp(at now: Instant) {
    failuresInRow += 1
    if failuresInRow >= Self.mostFailures, outageEnd == nil {
      outageEnd = now + Self.outage
    }
  }

  private mutating func grow() {
    guard width < maximum else { return }
    answersInRound += 1
    if isUntroubled || answersInRound >= width {
      width += 1
      answersInRound = 0
    }
  }

  private mutating func shrink() {
    width = max(1, width / 2)
    generation += 1
    isUntroubled = false
    answersInRound = 0
  }

  private mutating func hold(for pause: Duration?, isNew: Bool, at now: Instant) {
    let end: Instant
    if let pause {
      end = now + pause
    } else if isNew {
      end = now + nextPause
      nextPause = min(nextPause * 2, Self.longestPause)
    } else {
      return
    }
    pausedUntil = max(pausedUntil ?? end, end)
  }

  /// Those on their way may or may not be counted in what the server says, so they count as not.
  private mutating func note(_ news: RateLimitBudget, at now: Instant) {
    let end = now + news.window
    let left = news.remaining - active
    // Resets are told in whole seconds: less than two apart they are the same window.
    if let (remaining, known) = budget, now < known, known.duration(to: end) < .seconds(2) {
      budget = (min(remaining, left), max(known, end))
    } else {
      budget = (left, end)
    }
  }
}
