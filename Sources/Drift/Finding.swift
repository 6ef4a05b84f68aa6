package import Model

/// One difference between what should be and what is.
package struct Finding: Sendable, Hashable, Identifiable {
  package var kind: Kind
  /// NAME of the Project; of a group, its projectId.
  package var project: String
  /// What it is about, unique in its kind: `shop-dev`, `shop-dev/gitlab-registry-image-pull-secret`.
  package var subject: String
  package var fault: Fault
  package var severity: Severity
  package var fields: [FieldDifference]
  /// What `--fix` would do about it; nil where nothing is ever done but to report it.
  package var action: ProposedAction?
  /// What a reader must know beyond the fields, in whole words; nil where they say it all.
  package var reason: String?

  package init(
    kind: Kind,
    project: String,
    subject: String,
    fault: Fault,
    severity: Severity? = nil,
    fields: [FieldDifference] = [],
    action: ProposedAction? = nil,
    reason: String? = nil
  ) {
    self.kind = kind
    self.project = project
    self.subject = subject
    self.fault = fault
    self.severity = severity ?? Severity(of: fault, on: kind)
    self.fields = fields
    self.action = action
    self.reason = reason
  }

  /// Sixteen hexadecimal digits of kind, subject and fault: the same difference has the same one in every run.
  package var id: String {
    StableHash([kind.rawValue, subject, fault.rawValue]).description
  }
}

extension Finding: Comparable {
  /// By Project, then by kind, then by subject: the order of every report.
  package static func < (left: Finding, right: Finding) -> Bool {
    if left.project != right.project { return left.project < right.project }
    if left.kind != right.kind { return left.kind < right.kind }
    return (left.subject, left.fault.rawValue) < (right.subject, right.fault.rawValue)
  }
}
