package import Model

/// One change of Argo CD's policy.
///
/// It holds the very rule that is to be there or to go, so it means the same on any version of the file, and nothing where
/// the file says so already.
package enum ArgoPolicyEdit: Sendable, Hashable {
  /// Adds a line, after the others of `role` or, where there is none, at the end.
  case add(ArgoRbac.Rule, role: String)
  /// Takes away every line that means this.
  case remove(ArgoRbac.Rule)

  /// Whether something is lost by it, so that it needs a permission of its own.
  package var isRemoval: Bool {
    switch self {
    case .add: false
    case .remove: true
    }
  }
}

extension ArgoPolicyDifference {
  /// What makes the policy hold all that `role` lacks.
  package func additions(to role: String) -> [ArgoPolicyEdit] {
    lacking.map { .add($0, role: role) }
  }

  /// What takes away all that the role has, and all who have it, beyond; lines that deny something stay.
  package var removals: [ArgoPolicyEdit] {
    let lines = (extra + extraGrants).filter { !$0.rule.denies }
    var seen: Set<ArgoRbac.Rule> = []
    return lines.map(\.rule).filter { seen.insert($0).inserted }.map(ArgoPolicyEdit.remove)
  }
}

extension ArgoRbac.Rule {
  fileprivate var denies: Bool {
    switch self {
    case .permission(_, _, _, _, let effect): effect != "allow"
    case .grant: false
    }
  }
}
