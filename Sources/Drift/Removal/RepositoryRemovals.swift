package import Formats
package import Model

/// What removals change in the files that others share.
package struct RepositoryRemovals: Sendable {
  private let removals: [Removal]

  /// The edits of a plan, to be shown.
  package init(of permitted: [PermittedRemoval]) {
    removals = permitted.map(\.removal)
  }

  /// The edits that are made.
  package init(of cleared: [ClearedRemoval]) {
    removals = cleared.map(\.removal)
  }

  /// The files that go out of the deployment repository, in order.
  package var paths: [String] {
    removals.flatMap { removal -> [String] in
      switch removal.object {
      case .applicationFiles(let files): files.paths
      case .namespace, .pullSecret, .token, .applicationAdditions, .argoLines, .vaultAccess, .finalizer: []
      }
    }.sorted()
  }

  /// What changes in Argo CD's policy.
  package var argoEdits: [ArgoPolicyEdit] {
    removals.flatMap { removal -> [ArgoPolicyEdit] in
      switch removal.object {
      case .argoLines(let lines): lines.rules.map(ArgoPolicyEdit.remove)
      case .namespace, .pullSecret, .token, .applicationFiles, .applicationAdditions, .vaultAccess, .finalizer: []
      }
    }
  }

  /// What changes in Vault's configuration.
  ///
  /// A group goes, and its alias with it, only where these very removals take its last policy, it holds just the fields
  /// that we write, and no Project names it.
  ///
  /// - Parameter googleGroups: those that any Project names.
  package func vaultEdits(in config: VaultConfig, sparing googleGroups: Set<String>) -> [VaultEdit] {
    let accesses = removals.compactMap { removal -> Removal.VaultAccess? in
      switch removal.object {
      case .vaultAccess(let access): access
      case .namespace, .pullSecret, .token, .applicationFiles, .applicationAdditions, .argoLines, .finalizer: nil
      }
    }
    let taken = accesses.reduce(into: [String: Set<String>]()) { taken, access in
      for holder in access.holders { taken[holder.name, default: []].insert(access.policy) }
    }
    let revocations = accesses.flatMap { access in
      Set(access.holders.map(\.name)).sorted().map { VaultEdit.revoke(policy: access.policy, group: $0) }
        + (access.entries.isEmpty ? [] : [.removePolicy(access.policy)])
    }
    let spared = Set(googleGroups.map { $0.lowercased() })
    let emptied = taken.keys.sorted().filter { name in
      !spared.contains(name.lowercased())
        && config.groups(named: name).allSatisfy { $0.isOurs(without: taken[name, default: []]) }
    }
    return revocations + emptied.flatMap { name in [.removeGroup(name)] + aliases(of: name, in: config) }
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
