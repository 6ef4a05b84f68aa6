package import Drift
package import Model

/// An entry of `ignore`: findings that somebody chose to live with, why, and until when.
package struct IgnoreSection: Sendable, Equatable {
  /// Findings of this kind; nil for all.
  package var kind: Kind?
  /// Findings whose Project matches; nil for all.
  package var project: Glob?
  /// Findings of this fault; nil for all.
  package var fault: Fault?
  /// The last day on which the rule holds; nil for ever.
  package var until: Day?
  /// Why, in the words of whoever wrote it.
  package var reason = ""
}

extension IgnoreSection {
  /// The entry as the comparison takes it.
  package var rule: IgnoreRule {
    IgnoreRule(kind: kind, project: project, fault: fault, expiresAt: until?.end, reason: reason)
  }
}

extension IgnoreSection: ConfigurationSection {
  static let keys: [Key<IgnoreSection>] = [
    Key("kind", \.kind, .optional(.choice("a kind of finding")), "Only findings of this kind. When empty: all."),
    Key("project", \.project, .optional(.glob), "Only findings of Projects whose name matches. When empty: all."),
    Key("fault", \.fault, .optional(.choice("a fault")), "Only findings of this fault. When empty: all."),
    Key("until", \.until, .optional(.day), "The last day, in UTC, on which the rule holds. When empty: for ever."),
    Key("reason", \.reason, .text(.remark), required: "reason: \"OPS-12\"", "Why; it stands in the report."),
  ]

  var contradiction: Contradiction? {
    guard kind == nil, fault == nil, project == nil || project == Glob("*") else { return nil }
    return Contradiction(
      key: "project",
      problem: "a rule without kind, project and fault would hide every finding",
      advice: "project: \"legacy-*\""
    )
  }
}
