import Drift
import Foundation
import Model
import Testing

@testable import History

@Suite("The row of runs that saw a finding")
struct StreakTests {
  private let chronicle: Chronicle

  init() throws {
    chronicle = try Chronicle()
  }

  /// Keeps a run and says how the row of `shop-dev` stands: runs, and the day of the first.
  private func row(_ run: ObservedRun) throws -> [Double] {
    let verdicts = try HistoryStore(directory: chronicle.directory).record(run)
    let streak = try #require(verdicts.first { $0.finding.project == "shop-dev" }).streak
    return [Double(streak.runs)]
      + [streak.since.map { $0.timeIntervalSince(Chronicle.begin) / 86_400 }].compactMap(\.self)
  }

  private func seen(_ day: Double, isUnfiltered: Bool = true, scope: HistoryScope = Chronicle.cluster) -> ObservedRun {
    Chronicle.run(day: day, sees: ["shop-dev"], scope: scope, isUnfiltered: isUnfiltered)
  }

  @Test("Each unfiltered run that sees it counts; a filtered one does not, nor does one that cannot judge")
  func counts() throws {
    #expect(try row(seen(1)) == [1, 1])
    #expect(try row(seen(2)) == [2, 1])
    #expect(try row(seen(3, isUnfiltered: false)) == [2, 1])
    _ = try chronicle.record(Chronicle.run(day: 4) { _ in false })
    #expect(try row(seen(5)) == [3, 1])
  }

  @Test("A run that saw it in order starts the row anew")
  func broken() throws {
    _ = try row(seen(1))
    _ = try chronicle.record(Chronicle.run(day: 2))
    #expect(try row(seen(3)) == [1, 3])
  }

  @Test("Where the last run is older than 7 days, every row starts anew, also of what the next run cannot judge")
  func gap() throws {
    _ = try row(seen(1))
    #expect(try row(seen(8)) == [2, 1])
    #expect(try row(seen(15.1)) == [1, 15.1])
    _ = try chronicle.record(Chronicle.run(day: 23) { _ in false })
    #expect(try row(seen(24)) == [1, 24])
  }

  @Test("A filtered run does not bridge a gap")
  func filteredBridge() throws {
    _ = try row(seen(1))
    #expect(try row(seen(7, isUnfiltered: false)) == [1, 1])
    #expect(try row(seen(9)) == [1, 9])
  }

  @Test("Where the last run lies in the future, the row starts anew once, and no wrong clock holds it for ever")
  func future() throws {
    _ = try row(seen(400))
    #expect(try row(seen(1)) == [1, 1])
    #expect(try row(seen(2)) == [2, 1])
  }

  @Test("Another installation or scope has a row of its own; an unknown installation has none")
  func scopes() throws {
    _ = try row(seen(1))
    let other = HistoryScope(installation: "other", lookedAt: Chronicle.cluster.lookedAt)
    #expect(try row(seen(2, scope: other)) == [1, 2])
    let unknown = HistoryScope(installation: nil, lookedAt: Chronicle.cluster.lookedAt)
    #expect(try row(seen(3, scope: unknown)) == [0])
  }

  @Test("What a rule ignores has no row, and starts anew when the rule goes")
  func suppressed() throws {
    _ = try row(seen(1))
    var ignored = seen(2)
    ignored.suppresses = { $0.project == "shop-dev" }
    #expect(try row(ignored) == [0])
    #expect(try row(seen(3)) == [1, 3])
  }

  @Test("Another object under the same name, or other lines, start the row anew; a run that cannot judge does not")
  func anotherSubject() throws {
    func judged(_ day: Double, on text: String?) -> ObservedRun {
      var run = seen(day)
      run.basis = { _ in text.map { StableHash([$0]) } }
      return run
    }
    #expect(try row(judged(1, on: nil)) == [1, 1])
    #expect(try row(judged(2, on: "uid 1")) == [1, 2])
    #expect(try row(judged(3, on: "uid 1")) == [2, 2])
    _ = try chronicle.record(Chronicle.run(day: 4) { _ in false })
    #expect(try row(judged(5, on: "uid 1")) == [3, 2])
    #expect(try row(judged(6, on: "uid 2")) == [1, 6])
    #expect(try row(judged(7, on: nil)) == [1, 7])
  }

  @Test("A filtered run that sees another object ends the row, and counts for none")
  func anotherSubjectSeenByFilter() throws {
    var first = seen(1)
    first.basis = { _ in StableHash(["uid 1"]) }
    #expect(try row(first) == [1, 1])
    var filtered = seen(2, isUnfiltered: false)
    filtered.basis = { _ in StableHash(["uid 2"]) }
    #expect(try row(filtered) == [0])
    first = seen(3)
    first.basis = { _ in StableHash(["uid 1"]) }
    #expect(try row(first) == [1, 3])
  }

  @Test("A run that a faster one passed does not count a second time")
  func passed() throws {
    _ = try row(seen(1))
    _ = try row(seen(2.0001))
    var slow = seen(2)
    slow.finishedAt = slow.startedAt.addingTimeInterval(3600)
    #expect(try row(slow) == [2, 1])
  }

  @Test("It waits for both, the runs and the time", arguments: [(2, 7.0, true), (3, 7, false), (2, 7.1, false)])
  func covers(runs: Int, days: Double, isOver: Bool) throws {
    _ = try chronicle.record(seen(1))
    let verdict = try #require(try HistoryStore(directory: chronicle.directory).record(seen(8)).first)
    let covers = verdict.streak.covers(runs: runs, over: days * 86_400, at: Chronicle.day(8))
    #expect(covers == isOver)
    #expect(!Streak.none.covers(runs: 0, over: 0, at: Chronicle.day(8)))
  }
}
