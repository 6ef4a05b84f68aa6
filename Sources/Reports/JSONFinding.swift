import Drift
import Foundation
import Model

extension JSONReport {
  struct FindingEntry: Encodable, Sendable {
    var id: String
    var kind: Kind
    var project: String
    var subject: String
    var fault: Fault
    var severity: Severity
    var state: ReportedFinding.State
    var firstSeen: Date
    var lastSeen: Date
    var attempts: Int
    var fields: [FieldEntry]
    @OrNull var action: ActionEntry?
    @OrNull var outcome: Outcome.Word?
    @OrNull var reason: String?

    init(_ reported: ReportedFinding) {
      let finding = reported.finding
      id = finding.id
      kind = finding.kind
      project = finding.project
      subject = finding.subject
      fault = finding.fault
      severity = finding.severity
      state = reported.state
      firstSeen = reported.firstSeen
      lastSeen = reported.lastSeen
      attempts = reported.attempts
      outcome = reported.outcome?.word
      fields = finding.fields.map(FieldEntry.init)
      action = finding.action.map { ActionEntry(summary: $0.summary, removal: $0.removal) }
      reason = FindingEntry.reason(of: reported)
    }

    /// The finding's own reason, why its repair came to nothing, and why it is suppressed: all of it is what a reader must
    /// know beyond the fields.
    private static func reason(of reported: ReportedFinding) -> String? {
      let reasons = [
        reported.finding.reason, reported.outcome?.reason, reported.suppression.map { "suppressed: \($0)" },
      ].compactMap(\.self)
      return reasons.isEmpty ? nil : reasons.joined(separator: "; ")
    }
  }

  struct FieldEntry: Encodable, Sendable {
    var path: String
    @OrNull var desired: String?
    @OrNull var observed: String?

    init(_ field: FieldDifference) {
      path = field.path
      _desired = OrNull(wrappedValue: FieldEntry.text(field.desired))
      _observed = OrNull(wrappedValue: FieldEntry.text(field.observed))
    }

    private static func text(_ side: FieldDifference.Side) -> String? {
      switch side {
      case .absent: nil
      case .masked: "<secret>"
      case .text(let text): text
      }
    }
  }

  struct ActionEntry: Encodable, Sendable {
    var summary: String
    var removal: Bool
  }
}
