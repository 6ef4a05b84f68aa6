package import Model

/// How soon somebody should look at a finding.
package enum Severity: String, CaseIterable, Sendable, Codable, Comparable {
  /// Images cannot be pulled, or somebody has access who should not.
  case critical
  case high
  case medium
  case low

  /// The severity of a fault, by what it does to the people who use the Project.
  package init(of fault: Fault, on kind: Kind) {
    switch fault {
    case .expired:
      self = .critical
    case .missing:
      switch kind {
      case .token, .pullSecret: self = .critical
      case .project, .namespace, .group, .application, .argoRbac, .vaultRbac: self = .high
      }
    case .changed:
      switch kind {
      case .pullSecret: self = .critical
      case .project, .group, .token, .argoRbac, .vaultRbac: self = .high
      case .namespace, .application: self = .medium
      }
    case .invalid, .conflict, .extra, .expiring:
      self = .high
    case .stale:
      self = .medium
    case .leaving, .orphaned:
      self = .low
    }
  }

  package static func < (left: Severity, right: Severity) -> Bool {
    left.rank < right.rank
  }

  /// 0 is the most urgent.
  private var rank: Int {
    Severity.allCases.firstIndex(of: self) ?? Severity.allCases.count
  }
}
