import Drift
import Foundation
import Model

/// One finding in words: what, where, how it differs, why, and what a repair would do.
struct TextFinding {
  /// Digits of an id that are shown; enough to tell thousands of findings apart.
  private static let idLength = 8
  /// Where the lines below a finding's first one begin: behind the widest severity.
  private static let column = 12

  private let reported: ReportedFinding

  private var finding: Finding { reported.finding }

  init(_ reported: ReportedFinding) {
    self.reported = reported
  }

  /// Adds the whole block.
  func append(to page: inout TextPage) {
    page.line(
      TextPage.Piece(severity, tone),
      TextPage.Piece(title, .strong),
      TextPage.Piece("  \(ShownText.value(finding.subject))"),
      indent: 2,
      hanging: Self.column
    )
    for field in finding.fields {
      appendDetail(difference(field), to: &page)
    }
    if let reason = finding.reason {
      appendDetail("why: \(ShownText.sentence(reason))", to: &page)
    }
    if let action = finding.action {
      appendDetail(
        "\(action.removal ? "repair (removal)" : "repair"): \(ShownText.sentence(action.summary))",
        action.removal ? .warning : .notice,
        to: &page
      )
    }
    if let outcome = reported.outcome {
      let reason = outcome.reason.map { ": \(ShownText.sentence($0))" } ?? ""
      appendDetail("\(outcome.word.rawValue)\(reason)", reason.isEmpty ? .good : .alarm, to: &page)
    }
    appendDetail("\(age), id \(id)", .faint, to: &page)
  }

  /// Adds one line, for what is no drift or is to be ignored.
  func appendShortly(to page: inout TextPage) {
    let repair = reported.outcome == .done ? finding.action?.summary : nil
    let note = (reported.suppression ?? repair).map { ": \(ShownText.sentence($0))" } ?? ""
    page.line(
      TextPage.Piece("\(title)  \(ShownText.value(finding.subject))\(note)"),
      TextPage.Piece(" (\(age), id \(id))", .faint),
      indent: 2,
      hanging: 4
    )
  }

  private func appendDetail(_ text: String, _ tone: TextPage.Tone = .plain, to page: inout TextPage) {
    page.line(TextPage.Piece(text, tone), indent: Self.column, hanging: Self.column + 2)
  }

  private var title: String {
    "\(finding.kind.rawValue) \(finding.fault.rawValue)"
  }

  private var id: Substring {
    Self.shortened(finding.id)
  }

  /// The part of an id that is shown.
  static func shortened(_ id: String) -> Substring {
    id.prefix(idLength)
  }

  /// The severity, filled up with blanks to the column of the title.
  private var severity: String {
    let word = finding.severity.rawValue
    return word + String(repeating: " ", count: max(1, Self.column - 2 - word.utf8.count))
  }

  private var tone: TextPage.Tone {
    switch finding.severity {
    case .critical, .high: .alarm
    case .medium: .warning
    case .low: .notice
    }
  }

  private var age: String {
    switch reported.state {
    case .new: "new"
    case .ongoing, .suppressed: "since \(day(reported.firstSeen))"
    case .resolved where reported.outcome == .done: "there since \(day(reported.firstSeen))"
    case .resolved: "seen from \(day(reported.firstSeen)) to \(day(reported.lastSeen))"
    }
  }

  private func day(_ date: Date) -> String {
    date.formatted(.iso8601.year().month().day())
  }

  private func difference(_ field: FieldDifference) -> String {
    // Two masks look alike, so that they differ is said in a word.
    let another = field.observed == .masked && field.desired == .masked ? "another " : ""
    return "\(ShownText.value(field.path)): \(ShownText.side(field.observed)) -> should be "
      + "\(another)\(ShownText.side(field.desired))"
  }
}
