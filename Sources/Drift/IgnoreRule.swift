package import Foundation
package import Model

/// Somebody's decision not to hear of certain findings for a while.
package struct IgnoreRule: Sendable, Hashable {
  /// The kind it is about; nil for every kind.
  package var kind: Kind?
  /// The NAMEs (of groups, the projectIds) it is about; nil for every Project.
  package var project: Glob?
  /// The fault it is about; nil for every fault.
  package var fault: Fault?
  /// The first moment at which it no longer holds; nil for never.
  package var expiresAt: Date?
  /// Why, in the words of whoever wrote it.
  package var reason: String

  package init(kind: Kind? = nil, project: Glob? = nil, fault: Fault? = nil, expiresAt: Date? = nil, reason: String) {
    self.kind = kind
    self.project = project
    self.fault = fault
    self.expiresAt = expiresAt
    self.reason = reason
  }

  /// The reason, with the last day in UTC on which the rule holds: `migration OPS-12, until 2027-03-31`.
  package var note: String {
    guard let expiresAt else { return reason }
    return "\(reason), until \(expiresAt.addingTimeInterval(-1).formatted(.iso8601.year().month().day()))"
  }

  /// Whether it speaks of `finding`, at the time `now`.
  package func covers(_ finding: Finding, at now: Date) -> Bool {
    if let expiresAt, now >= expiresAt { return false }
    return (kind ?? finding.kind) == finding.kind
      && (fault ?? finding.fault) == finding.fault
      && (project?.matches(finding.project) ?? true)
  }
}
