import Drift
import Foundation
import Model
import TestSupport
import Testing

@testable import History

/// A history in a folder of its own, told day by day.
struct Chronicle {
  static let begin = Date(timeIntervalSince1970: 1_800_000_000)
  static let cluster = HistoryScope(installation: "7c1f", lookedAt: StableHash(["kyotu.tech"]))

  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  var directory: String { folder.url.appending(path: "state").path }
  var file: String { "\(directory)/driftcheck.sqlite" }

  static func day(_ number: Double) -> Date { begin.addingTimeInterval(number * 86_400) }

  static func finding(_ project: String, _ fault: Fault = .missing) -> Finding {
    Finding(
      kind: .namespace,
      project: project,
      subject: project,
      fault: fault,
      fields: [FieldDifference("spec", desired: .absent, observed: .masked)],
      action: ProposedAction("create the namespace"),
      reason: "because"
    )
  }

  /// A run on a day, which takes a minute and sees that these Projects have no namespace.
  static func run(
    day: Double,
    sees projects: [String] = [],
    id: String? = nil,
    scope: HistoryScope = cluster,
    isUnfiltered: Bool = true,
    judges: @escaping @Sendable (Finding) -> Bool = { _ in true }
  ) -> ObservedRun {
    ObservedRun(
      id: id ?? "run-\(day)",
      version: "0.1.0",
      scope: scope,
      startedAt: Chronicle.day(day),
      finishedAt: Chronicle.day(day).addingTimeInterval(60),
      findings: projects.map { finding($0) },
      isUnfiltered: isUnfiltered,
      judges: judges
    )
  }

  /// Opens the store anew, as each run does, and keeps a run in it.
  func record(_ run: ObservedRun) throws -> [Line] {
    try HistoryStore(directory: directory).record(run).map(Line.init)
  }

  /// A verdict in short: on which Project, and since how many days.
  struct Line: Hashable, CustomStringConvertible {
    let description: String

    init(_ verdict: HistoryVerdict) {
      let first = Line.days(verdict.firstSeen)
      let last = Line.days(verdict.lastSeen)
      description = "\(verdict.finding.project) \(verdict.state) \(first)-\(last)"
    }

    private static func days(_ date: Date) -> Int {
      Int(date.timeIntervalSince(Chronicle.begin) / 86_400)
    }
  }
}

extension Chronicle.Line: ExpressibleByStringLiteral {
  init(stringLiteral text: String) {
    description = text
  }
}

extension HistoryStore {
  /// Keeps one intent.
  func journal(_ intent: JournalIntent, at date: Date) throws -> JournalEntry.Number {
    try #require(try journal([], beginning: [intent], at: date).first)
  }

  /// Keeps one outcome.
  func journal(
    _ outcome: JournalOutcome,
    of number: JournalEntry.Number,
    reason: String? = nil,
    at date: Date
  ) throws {
    _ = try journal([JournalEnd(number: number, outcome: outcome, reason: reason)], beginning: [], at: date)
  }
}
