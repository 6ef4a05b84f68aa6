package import Model

/// One change of what Vault's configuration says of a Project.
///
/// It holds what is to be there and what it was planned for, so it means the same on any version of the file: it is done,
/// was done already, or is refused.
package enum VaultEdit: Sendable, Hashable {
  case addPolicy(VaultRbac)
  /// Adds the group with `policy` alone in its list, or, where another edit adds it too, both policies.
  case addGroup(VaultRbac.Group, policy: String)
  case addAlias(VaultRbac.Group)
  /// Adds the policy to the list of a group that is there.
  case grant(policy: String, group: String)
  /// Writes the rules anew; `from` is what they are now, as of every other change.
  case setRules(VaultRbac, from: String?)
  case setGroupType(VaultRbac.Group, from: String?)
  case setMountpath(VaultRbac.Group, from: String?)
  case setAliasGroup(VaultRbac.Group, from: String?)
  /// Takes the policy out of a group's list; the group stays, with an empty list at last.
  case revoke(policy: String, group: String)
  case removePolicy(String)
  /// Removes a group that has no policy left, and no field but ours.
  case removeGroup(String)
  case removeAlias(VaultRbac.Group)

  /// Whether something is lost by it, so that it needs a permission of its own.
  package var isRemoval: Bool {
    switch self {
    case .addPolicy, .addGroup, .addAlias, .grant, .setRules, .setGroupType, .setMountpath, .setAliasGroup: false
    case .revoke, .removePolicy, .removeGroup, .removeAlias: true
    }
  }
}

extension VaultDifference {
  /// What makes the configuration hold `desired`, of which this is the difference.
  package func repairs(for desired: VaultRbac) -> [VaultEdit] {
    additions(for: desired) + corrections(for: desired)
  }

  /// What adds all that `desired` lacks, of which this is the difference.
  package func additions(for desired: VaultRbac) -> [VaultEdit] {
    lacking.compactMap { lack in
      switch lack {
      case .policy: .addPolicy(desired)
      case .group: desired.group.map { .addGroup($0, policy: desired.policy) }
      case .grant: desired.group.map { .grant(policy: desired.policy, group: $0.name) }
      case .alias: desired.group.map(VaultEdit.addAlias)
      }
    }
  }

  /// What makes the entries that are there say what `desired` does, of which this is the difference.
  package func corrections(for desired: VaultRbac) -> [VaultEdit] {
    changed.compactMap { change in
      switch change {
      case .rules(let now): .setRules(desired, from: now)
      case .groupType(let now): desired.group.map { .setGroupType($0, from: now) }
      case .mountpath(let now): desired.group.map { .setMountpath($0, from: now) }
      case .aliasGroup(let now): desired.group.map { .setAliasGroup($0, from: now) }
      }
    }
  }

  /// What takes the policy away from all groups that have it beyond `desired`.
  package func removals(for desired: VaultRbac) -> [VaultEdit] {
    var seen: Set<String> = []
    return extra.map(\.name).filter { seen.insert($0).inserted }.map { .revoke(policy: desired.policy, group: $0) }
  }
}
