import Drift
import Foundation
import Model

/// The numbers of a run, one line each.
struct TextSummary {
  private static let column = 17

  private let report: Report

  init(_ report: Report) {
    self.report = report
  }

  /// Adds the section.
  func append(to page: inout TextPage) {
    page.line(TextPage.Piece("Summary", .strong))
    append("Projects", "\(report.projects) read, \(report.settling) settling", to: &page)
    append("findings", sum(report.standing, of: severities), to: &page)
    if report.standing > 0 {
      append("by kind", kinds.joined(separator: ", "), to: &page)
    }
    if !report.repairs.isEmpty { append("repairs", repairs.joined(separator: ", "), to: &page) }
    append("unknown", "\(report.unknown.count)", to: &page)
    if report.notProven > 0 {
      append("not proven", "\(counted(report.notProven, "pull secret")) (credentials.verify: never)", to: &page)
    }
    if !report.notLookedAt.isEmpty {
      let systems = report.notLookedAt.map(\.rawValue).joined(separator: ", ")
      append("not looked at", "\(systems) (no section in the configuration)", to: &page)
    }
    if let failure = report.historyFailure {
      append("history", "not used: \(ShownText.sentence(failure))", to: &page)
    }
    append("requests", sum(requestCount, of: requests), to: &page)
    append("duration", duration, to: &page)
  }

  private func append(_ label: String, _ value: String, to page: inout TextPage) {
    let padding = String(repeating: " ", count: Self.column - 2 - label.utf8.count)
    page.line(TextPage.Piece(label + padding + value), indent: 2, hanging: Self.column)
  }

  private func sum(_ total: Int, of parts: [String]) -> String {
    parts.isEmpty ? "\(total)" : "\(total): \(parts.joined(separator: ", "))"
  }

  private var severities: [String] {
    let counts = report.tally(by: \.severity)
    return Severity.allCases.compactMap { severity in counts[severity].map { "\($0) \(severity.rawValue)" } }
  }

  private var kinds: [String] {
    let counts = report.tally(by: \.kind)
    return Kind.allCases.compactMap { kind in counts[kind].map { "\($0) \(kind.rawValue)" } }
  }

  private var repairs: [String] {
    let counts = report.repairs
    return Outcome.Word.allCases.compactMap { word in counts[word].map { "\($0) \(word.rawValue)" } }
  }

  private var requestCount: Int {
    report.requests.kubernetes + report.requests.gitlab + report.requests.git
  }

  private var requests: [String] {
    let requests = report.requests
    return [(requests.kubernetes, "kubernetes"), (requests.gitlab, "gitlab"), (requests.git, "git")]
      .filter { $0.0 > 0 }
      .map { "\($0.0) \($0.1)" }
  }

  /// Tenths of a second below a minute, whole seconds above; a clock that was set back gives none.
  private var duration: String {
    let seconds = report.run.finishedAt.timeIntervalSince(report.run.startedAt)
    let tenths = Int(min(max(0, seconds), 1e9) * 10 + 0.5)
    if tenths < 600 { return "\(tenths / 10).\(tenths % 10) s" }
    let whole = tenths / 10
    return "\(whole / 60) min \(whole % 60) s"
  }
}
