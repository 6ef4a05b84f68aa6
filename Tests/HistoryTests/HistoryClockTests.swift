import Foundation
import Testing

@testable import History

@Suite("The history where runs overlap or clocks are wrong")
struct HistoryClockTests {
  private static let minute = 1.0 / 1440
  private let chronicle: Chronicle

  init() throws {
    chronicle = try Chronicle()
  }

  /// A run that takes an hour.
  private func slow(day: Double, sees projects: [String] = []) -> ObservedRun {
    var run = Chronicle.run(day: day, sees: projects)
    run.finishedAt = run.startedAt.addingTimeInterval(3600)
    return run
  }

  @Test("A slow run does not call gone what a faster one has seen meanwhile")
  func appearedMeanwhile() throws {
    _ = try chronicle.record(Chronicle.run(day: 1 + Self.minute, sees: ["shop-dev"]))
    #expect(try chronicle.record(slow(day: 1)) == [])
    #expect(try chronicle.record(Chronicle.run(day: 2, sees: ["shop-dev"])) == ["shop-dev ongoing 1-2"])
  }

  @Test("A slow run does not begin anew what a faster one has seen end meanwhile")
  func resolvedMeanwhile() throws {
    _ = try chronicle.record(Chronicle.run(day: 0, sees: ["shop-dev"]))
    let faster = Chronicle.run(day: 1 + Self.minute)
    #expect(try chronicle.record(faster) == ["shop-dev resolved 0-0"])
    #expect(try chronicle.record(slow(day: 1, sees: ["shop-dev"])) == ["shop-dev ongoing 0-1"])
    #expect(try chronicle.record(Chronicle.run(day: 2)) == [])
  }

  @Test("A run that lay in the future does not hold a finding for ever, nor in the future")
  func future() throws {
    _ = try chronicle.record(Chronicle.run(day: 400, sees: ["shop-dev", "web-dev"]))
    let lines = try chronicle.record(Chronicle.run(day: 1, sees: ["shop-dev"]))
    #expect(lines == ["shop-dev ongoing 1-1", "web-dev resolved 400-400"])
    #expect(try chronicle.record(Chronicle.run(day: 2)).count == 1)
  }

  @Test("A clock that was set back while a run was under way is no crash")
  func endsBeforeItsBegin() throws {
    var run = Chronicle.run(day: 1, sees: ["shop-dev"])
    run.finishedAt = Chronicle.day(0)
    #expect(try chronicle.record(run) == ["shop-dev new 1-1"])
  }
}
