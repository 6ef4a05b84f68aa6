import Drift
import Foundation
import Model
import Testing

@testable import History

@Suite("The journal of what was written")
struct JournalTests {
  private let chronicle: Chronicle
  private let store: HistoryStore
  private let finding = Chronicle.finding("shop-dev")

  init() throws {
    chronicle = try Chronicle()
    store = try HistoryStore(directory: chronicle.directory)
  }

  private func intent(_ act: JournalIntent.Act = .create, on project: String = "shop-dev") -> JournalIntent {
    JournalIntent(
      run: "run-1.0",
      installation: "7c1f",
      kind: .namespace,
      project: project,
      subject: project,
      finding: Chronicle.finding(project).id,
      act: act,
      what: "act on the namespace"
    )
  }

  private func tried(_ outcome: JournalOutcome?, day: Double) throws {
    let number = try store.journal(intent(), at: Chronicle.day(day))
    if let outcome { try store.journal(outcome, of: number, at: Chronicle.day(day)) }
  }

  @Test("An intent stands there before the act, and as unfinished until its outcome is kept")
  func intents() throws {
    let number = try store.journal(intent(), at: Chronicle.day(1))
    let entry = try #require(try HistoryStore(directory: chronicle.directory).unfinishedActs(in: "7c1f").first)
    #expect(entry.number == number && entry.intent == intent() && entry.begunAt == Chronicle.day(1))
    #expect(entry.outcome == nil && entry.endedAt == nil)
    #expect(try store.unfinishedActs(in: "other").isEmpty)
    try store.journal(.failed, of: number, reason: "403", at: Chronicle.day(1))
    #expect(try store.unfinishedActs(in: "7c1f").isEmpty)
  }

  @Test("Removals are counted by NAME and kind, also those that may have been done, and not those refused")
  func removals() throws {
    for (name, day, outcome) in [
      ("old-dev", 0.0, JournalOutcome.done), ("a-dev", 1, .done), ("a-dev", 1, .done), ("b-dev", 1, .unknown),
      ("c-dev", 1, .failed), ("d-dev", 9, .done),
    ] {
      let number = try store.journal(intent(.remove, on: name), at: Chronicle.day(day))
      try store.journal(outcome, of: number, at: Chronicle.day(day))
    }
    _ = try store.journal(intent(.remove, on: "e-dev"), at: Chronicle.day(1))
    _ = try store.journal(intent(.create, on: "f-dev"), at: Chronicle.day(1))
    let names = try store.removedNames(in: "7c1f", since: Chronicle.day(0.5))
    #expect(names == [.namespace: ["a-dev", "b-dev", "d-dev", "e-dev"]])
  }

  @Test("A finding whose repair succeeded and that the next run sees again has come back: it is new, and flapping")
  func cameBack() throws {
    _ = try store.record(Chronicle.run(day: 1, sees: ["shop-dev"]))
    try tried(.done, day: 1.1)
    let verdict = try #require(try store.record(Chronicle.run(day: 2, sees: ["shop-dev"])).first)
    #expect(verdict.state == .new && verdict.repairs.attempts.map(\.outcome) == [.done])
    #expect(verdict.repairs.isFlapping(firstSeen: verdict.firstSeen))
    let later = try #require(try store.record(Chronicle.run(day: 20, sees: ["shop-dev"])).first)
    #expect(later.repairs.isFlapping(firstSeen: later.firstSeen))
  }

  @Test("One that came back after more than 7 days is not flapping")
  func cameBackLate() throws {
    _ = try store.record(Chronicle.run(day: 1, sees: ["shop-dev"]))
    try tried(.done, day: 1.1)
    let verdict = try #require(try store.record(Chronicle.run(day: 9, sees: ["shop-dev"])).first)
    #expect(!verdict.repairs.isFlapping(firstSeen: verdict.firstSeen))
  }

  @Test("Three failures are flapping, two are not; what failed before it was last in order is forgiven")
  func failures() throws {
    _ = try store.record(Chronicle.run(day: 1, sees: ["shop-dev"]))
    for (day, outcome) in [(1.1, JournalOutcome?.some(.failed)), (2.1, .some(.unknown)), (3.1, nil)] {
      let before = try #require(try store.record(Chronicle.run(day: day, sees: ["shop-dev"])).first)
      #expect(!before.repairs.isFlapping(firstSeen: before.firstSeen))
      try tried(outcome, day: day)
    }
    let after = try #require(try store.record(Chronicle.run(day: 4, sees: ["shop-dev"])).first)
    #expect(after.repairs.attempts.count == 3 && after.repairs.isFlapping(firstSeen: after.firstSeen))
    _ = try store.record(Chronicle.run(day: 5))
    let again = try #require(try store.record(Chronicle.run(day: 6, sees: ["shop-dev"])).first)
    #expect(again.repairs.attempts.count == 3 && !again.repairs.isFlapping(firstSeen: again.firstSeen))
  }
}
