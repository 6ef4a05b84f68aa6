import Drift
import Foundation
import Model

/// The report for programs; its properties are the keys of the contract, `docs/report.schema.json`.
///
/// It stands apart from ``Report`` so that our own values can change while the contract stays.
package struct JSONReport: Encodable, Sendable {
  let schemaVersion = 1
  var run: RunEntry
  var summary: SummaryEntry
  var findings: [FindingEntry]
  var unreadable: [UnreadableEntry]
  var expiries: [ExpiryEntry]
  var removals: [RemovalEntry]
  var requests: RequestsEntry

  /// Puts `report` into the words of the contract.
  package init(_ report: Report) {
    run = RunEntry(report.run)
    summary = SummaryEntry(report)
    findings = report.findings.map(FindingEntry.init)
    unreadable = report.unreadable.map(UnreadableEntry.init)
    expiries = report.expiries.map(ExpiryEntry.init)
    removals = report.removals.map(RemovalEntry.init)
    requests = RequestsEntry(
      kubernetes: report.requests.kubernetes,
      gitlab: report.requests.gitlab,
      git: report.requests.git
    )
  }

  /// The JSON text with sorted keys, ending with a line end; dates are ISO 8601, in UTC, with whole seconds.
  ///
  /// - Throws: what the encoder throws; no value in it can fail to be encoded.
  package func text() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    return JSONReport.spellingOutDeceptive(String(decoding: try encoder.encode(self), as: UTF8.self)) + "\n"
  }

  /// Writes what could act on a terminal or hide as `\uXXXX` (RFC 8259, section 7): the same value, safe to look at.
  private static func spellingOutDeceptive(_ json: String) -> String {
    if json.utf8.allSatisfy({ $0 < 0x7f }) { return json }
    var safe = String.UnicodeScalarView()
    for scalar in json.unicodeScalars {
      // Below it stand the blanks and line ends of the document itself; the encoder has escaped all others.
      if scalar.value >= 0x7f, scalar.isDeceptive {
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          safe += "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".unicodeScalars
        }
      } else {
        safe.append(scalar)
      }
    }
    return String(safe)
  }
}

extension JSONReport {
  struct RunEntry: Encodable, Sendable {
    var id: String
    var version: String
    @OrNull var installation: String?
    var mode: Run.Mode
    var startedAt: Date
    var finishedAt: Date
    var exitCode: Int

    init(_ run: Run) {
      id = run.id
      version = run.version
      _installation = OrNull(wrappedValue: run.installation)
      mode = run.mode
      startedAt = run.startedAt
      finishedAt = run.finishedAt
      exitCode = run.exitCode
    }
  }

  /// Only new and ongoing findings are counted, and each word of the contract has its number, be it 0.
  struct SummaryEntry: Encodable, Sendable {
    var projects: Int
    var settling: Int
    var findings: Int
    var unknown: Int
    var notProven: Int
    var byKind: [String: Int]
    var byFault: [String: Int]
    var bySeverity: [String: Int]
    var notLookedAt: [Unreadable.System]

    init(_ report: Report) {
      projects = report.projects
      settling = report.settling
      findings = report.standing
      unknown = report.unreadable.count
      notProven = report.notProven
      byKind = SummaryEntry.numbers(report.tally(by: \.kind))
      byFault = SummaryEntry.numbers(report.tally(by: \.fault))
      bySeverity = SummaryEntry.numbers(report.tally(by: \.severity))
      notLookedAt = report.notLookedAt
    }

    private static func numbers<Word>(_ tally: [Word: Int]) -> [String: Int]
    where Word: CaseIterable & Hashable & RawRepresentable<String> {
      Dictionary(uniqueKeysWithValues: Word.allCases.map { ($0.rawValue, tally[$0] ?? 0) })
    }
  }

  struct UnreadableEntry: Encodable, Sendable {
    var system: Unreadable.System
    var subject: String
    var reason: String
    @OrNull var missingPermission: String?

    init(_ unreadable: Unreadable) {
      system = unreadable.system
      subject = unreadable.subject
      reason = unreadable.reason
      _missingPermission = OrNull(wrappedValue: unreadable.missingPermission)
    }
  }

  struct RequestsEntry: Encodable, Sendable {
    var kubernetes: Int
    var gitlab: Int
    var git: Int
  }
}
