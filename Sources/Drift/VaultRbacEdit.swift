package import Formats
package import Model

/// What is added to Vault's configuration for a Project, corrected in it, or taken away.
package struct VaultRbacEdit: Sendable, Equatable {
  /// Which part of the difference is settled.
  package enum Part: Sendable, Hashable {
    case additions, corrections, removals
  }

  /// All that the Project shall have in Vault.
  package let wished: VaultRbac
  /// Which of it this settles.
  package let part: Part
  /// All that was judged to be lacking or changed; for removals, all that was judged to be beyond.
  private let judged: Set<VaultEdit>

  init(_ wished: VaultRbac, judging config: VaultConfig, _ part: Part) {
    self.wished = wished
    self.part = part
    let difference = VaultDifference(desired: wished, observed: config)
    judged = Set(part == .removals ? difference.removals(for: wished) : difference.repairs(for: wished))
  }

  private func wasJudged(_ edit: VaultEdit) -> Bool {
    if judged.contains(edit) { return true }
    // A group that somebody added meanwhile, as another Project of its people does, still lacks the policy.
    guard case .grant(let policy, _) = edit, let group = wished.group else { return false }
    return judged.contains(.addGroup(group, policy: policy))
  }
}

extension VaultRbacEdit: SharedFileEdit {
  package var subject: String { wished.policy }
  package var isRemoval: Bool { part == .removals }

  /// Refused also where what was added meanwhile says something else than is wished, as nobody judged that.
  package func remaining(in config: VaultConfig) throws(EditRefusal) -> [VaultEdit] {
    let difference = VaultDifference(desired: wished, observed: config)
    let removals = difference.removals(for: wished)
    let open = isRemoval ? removals : difference.repairs(for: wished)
    guard open.allSatisfy(wasJudged) else { throw .entriesChanged(subject: subject) }
    return switch part {
    case .additions: difference.additions(for: wished)
    case .corrections: difference.corrections(for: wished)
    case .removals: removals
    }
  }

  package static func reading(_ text: String, key: YAMLPath?) throws(YAMLFlaw) -> VaultConfig {
    try VaultConfig(parsing: text, key: key ?? VaultConfig.standardKey)
  }

  package static func applying(_ steps: [VaultEdit], to text: String, key: YAMLPath?) throws(YAMLFlaw) -> String {
    try VaultConfig.applying(steps, to: text, key: key ?? VaultConfig.standardKey)
  }
}
