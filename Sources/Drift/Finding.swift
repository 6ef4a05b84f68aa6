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
    let digest = "\(kind.rawValue)\u{0}\(subject)\u{0}\(fault.rawValue)".utf8.reduce(0xcbf2_9ce4_8422_2325) {
      (hash: UInt64, byte) in (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    let digits = String(digest, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

/// What a repair would do.
package struct ProposedAction: Sendable, Hashable {
  /// A sentence without its subject and full stop: `create the namespace`.
  package var summary: String
  /// Whether something would be removed, which needs more than `--fix`.
  package var removal: Bool

  package init(_ summary: String, removal: Bool = false) {
    self.summary = summary
    self.removal = removal
  }
}
