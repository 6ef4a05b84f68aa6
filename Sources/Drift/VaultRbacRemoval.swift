package import Formats
package import Model

/// What Vault's configuration says of a policy that nobody asks for any more, all of which goes.
package struct VaultRbacRemoval: Sendable, Equatable {
  private let access: Removal.VaultAccess
  /// All that goes in the same run: a group goes with its last policy.
  private let removals: RepositoryRemovals
  private let googleGroups: Set<String>

  init(of access: Removal.VaultAccess, beside removals: RepositoryRemovals, sparing googleGroups: Set<String>) {
    self.access = access
    self.removals = removals
    self.googleGroups = googleGroups
  }
}

extension VaultRbacRemoval: SharedFileEdit {
  package var subject: String { access.policy }
  package var isRemoval: Bool { true }

  /// Refused where the policy says something else now, or where somebody else has it, as nobody judged that.
  package func remaining(in config: VaultConfig) throws(EditRefusal) -> [VaultEdit] {
    let entries = config.policies(named: access.policy).map(\.rules)
    let holders = config.groups(havingPolicy: access.policy).map(\.name)
    guard Set(access.entries.map(\.rules)).isSuperset(of: entries),
      Set(access.holders.map(\.name)).isSuperset(of: holders)
    else { throw .entriesChanged(subject: subject) }
    return removals.vaultEdits(of: access.policy, in: config, sparing: googleGroups)
  }

  package static func reading(_ text: String, key: YAMLPath?) throws(YAMLFlaw) -> VaultConfig {
    try VaultRbacEdit.reading(text, key: key)
  }

  package static func applying(_ steps: [VaultEdit], to text: String, key: YAMLPath?) throws(YAMLFlaw) -> String {
    try VaultRbacEdit.applying(steps, to: text, key: key)
  }
}
