import Drift
import Foundation
import Model

/// The report for people: by Project what differs, then what is unknown, what is to come, what is set apart,
/// then the numbers.
///
/// The first and the last line are the verdict, so that neither a mail's preview nor a terminal's end lacks it.
package struct TextReport: Sendable {
  /// Whether terminal colours are used.
  package enum Style: Sendable {
    case plain, ansi
  }

  private let report: Report
  private let style: Style
  private let width: Int

  /// Prepares the text of `report`.
  ///
  /// - Parameter width: characters in a line, at least 40.
  package init(_ report: Report, style: Style = .plain, width: Int = 100) {
    self.report = report
    self.style = style
    self.width = max(40, width)
  }

  /// The whole text, ending with a line end.
  package var text: String {
    var page = TextPage(style: style, width: width)
    appendHeadline(to: &page)
    page.line(TextPage.Piece(runLine, .faint))
    page.space()
    appendStandingFindings(to: &page)
    TextUnknown(report.unknown).append(to: &page)
    appendUnsentMail(to: &page)
    TextOutlook(report).append(to: &page)
    appendSetApart("Repaired", to: &page) { $0.state == .resolved && $0.outcome == .done }
    appendSetApart("Resolved", to: &page) { $0.state == .resolved && $0.outcome != .done }
    appendSetApart("Suppressed", to: &page) { $0.state == .suppressed }
    TextSummary(report).append(to: &page)
    page.space()
    appendHeadline(to: &page)
    return page.text
  }

  private var runLine: String {
    let run = report.run
    return
      "driftcheck \(ShownText.value(run.version)), \(run.mode.rawValue), run \(ShownText.value(run.id)), "
      + run.startedAt.formatted(.iso8601)
  }

  private func appendHeadline(to page: inout TextPage) {
    let tone: TextPage.Tone =
      switch report.verdict {
      case .inSync: .good
      case .drift: .warning
      case .incomplete: .alarm
      }
    page.unbroken(TextPage.Piece(report.headline, tone))
  }

  private func appendStandingFindings(to page: inout TextPage) {
    let byProject = Dictionary(grouping: report.standingFindings, by: \.finding.project)
    for (project, findings) in byProject.sorted(by: { $0.key < $1.key }) {
      page.line(TextPage.Piece(ShownText.value(project), .strong), hanging: 2)
      for finding in findings {
        TextFinding(finding).append(to: &page)
      }
      page.space()
    }
  }

  private func appendUnsentMail(to page: inout TextPage) {
    guard let unsent = report.unsentMail else { return }
    page.line(TextPage.Piece("The mail was not sent", .alarm))
    page.line(
      TextPage.Piece("\(ShownText.value(unsent.subject)): \(ShownText.sentence(unsent.reason))"),
      indent: 2,
      hanging: 4
    )
    page.space()
  }

  private func appendSetApart(_ title: String, to page: inout TextPage, _ belongs: (ReportedFinding) -> Bool) {
    let findings = report.findings.filter(belongs)
    guard !findings.isEmpty else { return }
    page.line(TextPage.Piece("\(title): \(counted(findings.count, "finding"))", .strong))
    for finding in findings {
      TextFinding(finding).appendShortly(to: &page)
    }
    page.space()
  }
}
