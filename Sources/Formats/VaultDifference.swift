package import Model

/// In what the configuration of Vault differs from what one Project is to have there.
package struct VaultDifference: Sendable, Equatable {
  /// What is not there.
  package enum Lack: Sendable, Hashable, CaseIterable {
    /// The entry of the policy.
    case policy
    /// The entry of the group, and with it the policy in its list.
    case group
    /// The policy in the list of the group, whose entry is there.
    case grant
    /// The entry of the group's alias.
    case alias
  }

  /// What is there and says something else; each holds what stands there, nil where the field is absent.
  package enum Change: Sendable, Hashable {
    case rules(String?)
    case groupType(String?)
    case mountpath(String?)
    /// The group that the alias stands for.
    case aliasGroup(String?)
  }

  /// In the order in which they are to be written.
  package let lacking: [Lack]
  package let changed: [Change]
  /// The entries of other groups that have the policy.
  package let extra: [VaultConfig.Group]

  /// Compares what stands under the names in `desired`; the order of entries and fields, and fields that are not ours,
  /// are no difference.
  package init(desired: VaultRbac, observed config: VaultConfig) {
    var lacking: [Lack] = []
    var changed: [Change] = []
    if let policy = config.policyIndex(named: desired.policy).map({ config.policies[$0] }) {
      if !policy.allows(desired) { changed.append(.rules(policy.rules)) }
    } else {
      lacking.append(.policy)
    }
    if let group = desired.group {
      if let entry = config.groupIndex(named: group.name).map({ config.groups[$0] }) {
        if !entry.has(policy: desired.policy) { lacking.append(.grant) }
        if entry.type != group.type { changed.append(.groupType(entry.type)) }
      } else {
        lacking.append(.group)
      }
      if let alias = config.aliasIndex(of: group).map({ config.aliases[$0] }) {
        if alias.mount != group.mount { changed.append(.mountpath(alias.mountpath)) }
        if alias.group != group.name { changed.append(.aliasGroup(alias.group)) }
      } else {
        lacking.append(.alias)
      }
    }
    self.lacking = lacking
    self.changed = changed
    extra = config.groups(havingPolicy: desired.policy).filter { $0.name != desired.group?.name }
  }

  /// Whether the Project has in Vault what it shall have, and nobody else has it.
  package var isEmpty: Bool {
    lacking.isEmpty && changed.isEmpty && extra.isEmpty
  }
}

extension VaultConfig.Policy {
  /// Whether its rules mean what `desired` asks for.
  package func allows(_ desired: VaultRbac) -> Bool {
    guard let rules else { return false }
    // As we write it ourselves, which is what most have, it need not be parsed.
    let written = VaultRules.written(path: desired.path, capabilities: desired.capabilities).utf8
    if rules.utf8.starts(with: written) {
      let rest = rules.utf8.dropFirst(written.count)
      if rest.isEmpty || rest.elementsEqual("\n".utf8) { return true }
    }
    return VaultRules(parsing: rules) == VaultRules(path: desired.path, capabilities: desired.capabilities)
  }
}
