import Formats
import Model

/// All that goes out of Vault's configuration in one run, where what groups lose adds up.
struct RepositoryRemovals: Sendable, Equatable {
  /// The policies that each group loses.
  private let taken: [String: Set<String>]

  init(of permitted: [PermittedRemoval]) {
    taken = permitted.reduce(into: [:]) { taken, permission in
      switch permission.removal.object {
      case .vaultAccess(let access):
        for holder in access.holders { taken[holder.name, default: []].insert(access.policy) }
      case .namespace, .pullSecret, .token, .applicationFiles, .applicationAdditions, .argoLines, .finalizer: break
      }
    }
  }

  /// What is left to do to take all of `policy` out of `config`.
  ///
  /// A group goes, and its alias with it, only where the removals of this run take its last policy, it holds just the
  /// fields that we write, and no Project names it. It goes with the last of these policies, in the order of names.
  ///
  /// - Parameter googleGroups: those that any Project names.
  func vaultEdits(of policy: String, in config: VaultConfig, sparing googleGroups: Set<String>) -> [VaultEdit] {
    let holders = Set(config.groups(havingPolicy: policy).map(\.name)).sorted()
    let revocations = holders.map { VaultEdit.revoke(policy: policy, group: $0) }
    let entries: [VaultEdit] = config.policies(named: policy).isEmpty ? [] : [.removePolicy(policy)]
    let spared = Set(googleGroups.map { $0.lowercased() })
    let emptied = holders.filter { name in
      let lost = taken[name, default: []]
      return lost.max() == policy && !spared.contains(name.lowercased())
        && config.groups(named: name).allSatisfy { $0.isOurs(without: lost) }
    }
    return revocations + entries + emptied.flatMap { name in [.removeGroup(name)] + aliases(of: name, in: config) }
  }

  private func aliases(of name: String, in config: VaultConfig) -> [VaultEdit] {
    let group = VaultRbac.Group(name: name)
    let ours = config.aliases(named: name).filter { $0.isOf(group) }
    let isOurs = !ours.isEmpty && ours.allSatisfy { $0.otherFields.isEmpty && $0.group == name }
    return isOurs ? [.removeAlias(group)] : []
  }
}

extension VaultConfig.Group {
  /// Whether nothing would be left of it without `taken` but what we write.
  fileprivate func isOurs(without taken: Set<String>) -> Bool {
    let kept = policies.filter { policy in !taken.contains { policy.isPolicy($0) } }
    return kept.isEmpty && otherFields.isEmpty && type == "external"
  }
}
