/// What a mail about a run says: the report for people in the width of a mail, with the verdict as its subject.
package struct MailText: Sendable {
  /// Holds no text from outside.
  package let subject: String
  package let body: String

  package init(_ report: Report) {
    subject = "driftcheck: \(report.headline)"
    body = TextReport(report, width: 78).text
  }
}
