package import Drift

/// Looks once more at what speaks against removals, right before they are made.
package protocol RemovalGate: Sendable {
  /// Reads what may have changed, and lets the rules judge again.
  ///
  /// - Returns: One clearance for each of `removals`, in their order.
  func clearances(of removals: [PermittedRemoval]) async -> [RemovalClearance]
}

/// Whether an action may be carried out after the last look.
enum Admission: Sendable {
  /// It removes nothing.
  case repair
  case removal(ClearedRemoval)
  case refused(reason: String)
}

extension Remediation {
  /// What may be done of actions that are written at once; no removal passes without a permission and a last look.
  static func admissions(of unit: [PlannedAction], through gate: (any RemovalGate)?) async -> [Admission] {
    let permissions = unit.compactMap(\.permission)
    let clearances = permissions.isEmpty ? [] : await gate?.clearances(of: permissions) ?? []
    var following = clearances.makeIterator()
    return unit.map { action in
      guard action.permission != nil else {
        return action.isRemoval ? .refused(reason: "nothing permits this removal") : .repair
      }
      switch following.next() {
      case .cleared(let removal): return .removal(removal)
      case .refused(let obstacles): return .refused(reason: obstacles.map(\.description).joined(separator: "; "))
      case nil: return .refused(reason: "nobody looks once more before removals")
      }
    }
  }
}
