package import Model

/// In what a policy differs from what one role is to be.
package struct ArgoPolicyDifference: Sendable, Equatable {
  /// Rules wished for that the policy lacks, in the order wished for.
  package let lacking: [ArgoRbac.Rule]
  /// What the role may do beyond: permissions, and other roles that it has been given.
  package let extra: [ArgoPolicy.Line]
  /// Who has the role beyond those who shall.
  package let extraGrants: [ArgoPolicy.Line]

  /// Compares the lines of the role in `policy` with `desired`; their order and repetitions are no difference.
  package init(desired: ArgoRbac, observed policy: ArgoPolicy) {
    let lines = policy.lines(of: desired.role)
    // As it mostly is, without repetitions and in our order.
    if lines.lazy.map(\.rule).elementsEqual(desired.rules) {
      (lacking, extra, extraGrants) = ([], [], [])
      return
    }
    let wanted = Set(desired.rules)
    let present = Set(lines.map(\.rule))
    let beyond = lines.filter { !wanted.contains($0.rule) }
    lacking = desired.rules.filter { !present.contains($0) }
    extra = beyond.filter { !$0.rule.grants(desired.role) }
    extraGrants = beyond.filter { $0.rule.grants(desired.role) }
  }

  /// Whether the role is what it shall be.
  package var isEmpty: Bool {
    lacking.isEmpty && extra.isEmpty && extraGrants.isEmpty
  }
}

extension ArgoRbac.Rule {
  fileprivate func grants(_ name: String) -> Bool {
    switch self {
    case .permission: false
    case .grant(_, let role): role == name
    }
  }
}
