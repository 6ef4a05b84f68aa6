import Drift
import Foundation
import Model

/// What is to come: credentials that end, and removals.
struct TextOutlook {
  /// Lines of each sort, the nearest first; of all of them the JSON report tells.
  private static let most = 20

  private let report: Report

  init(_ report: Report) {
    self.report = report
  }

  /// Adds a section for each that there is.
  func append(to page: inout TextPage) {
    appendExpiries(to: &page)
    appendRemovals(to: &page)
  }

  /// Our own are told however far ahead: with them everything ends.
  private func appendExpiries(to page: inout TextPage) {
    guard !report.expiries.isEmpty else { return }
    page.line(TextPage.Piece("Expiries: \(counted(report.expiries.count, "credential"))", .strong))
    let ofProjects = report.expiries.filter { $0.project != nil }
    let shown = report.expiries.filter { $0.project == nil } + ofProjects.prefix(Self.most)
    for expiry in shown.sorted() {
      page.line(
        TextPage.Piece("\(day(expiry.expiresAt))  "),
        TextPage.Piece(expiry.severity == .high ? "high" : "low ", expiry.severity == .high ? .alarm : .notice),
        TextPage.Piece("  \(holder(of: expiry))  \(ShownText.value(expiry.token))"),
        indent: 2,
        hanging: 4
      )
    }
    if let last = ofProjects.dropFirst(Self.most).last {
      appendRest(ofProjects.count - Self.most, until: day(last.expiresAt), to: &page)
    }
    page.space()
  }

  private func appendRemovals(to page: inout TextPage) {
    guard !report.removals.isEmpty else { return }
    page.line(TextPage.Piece("Removals to come: \(report.removals.count)", .strong))
    for removal in report.removals.prefix(Self.most) {
      let finding = removal.finding
      page.line(
        TextPage.Piece("\(removal.dueAt.formatted(.iso8601))  \(finding.kind.rawValue)  "),
        TextPage.Piece(ShownText.value(finding.subject)),
        TextPage.Piece(", id \(TextFinding.shortened(finding.id))", .faint),
        indent: 2,
        hanging: 4
      )
    }
    if let last = report.removals.dropFirst(Self.most).last {
      appendRest(report.removals.count - Self.most, until: day(last.dueAt), to: &page)
    }
    page.space()
  }

  private func appendRest(_ count: Int, until day: String, to page: inout TextPage) {
    page.line(
      TextPage.Piece("and \(count) more until \(day), all in the JSON report", .faint),
      indent: 2,
      hanging: 4
    )
  }

  private func holder(of expiry: Expiry) -> String {
    expiry.project.map(ShownText.value) ?? "our own GitLab token"
  }

  private func day(_ date: Date) -> String {
    date.formatted(.iso8601.year().month().day())
  }
}
