package import Model

extension Plan {
  /// The same plan with what is permitted to go.
  ///
  /// - Parameters:
  ///   - estates: what the Projects shall own that keep the rest of something, by NAME.
  ///   - googleGroups: those that any Project names, which stay in Vault.
  package func removing(
    _ permitted: [PermittedRemoval],
    judgedIn snapshot: Snapshot,
    under policy: Policy,
    keeping estates: [String: Estate],
    sparing googleGroups: Set<String>
  ) -> Plan {
    let planning = RemovalPlanning(
      snapshot: snapshot,
      policy: policy,
      estates: estates,
      googleGroups: googleGroups,
      removals: RepositoryRemovals(of: permitted)
    )
    return Plan(
      actions
        + permitted.compactMap { permission in
          planning.action(of: permission.removal).map {
            PlannedAction($0, settling: [permission.removal.finding.id], permittedBy: permission)
          }
        }
    )
  }
}

/// How what may go is removed.
private struct RemovalPlanning {
  let snapshot: Snapshot
  let policy: Policy
  let estates: [String: Estate]
  let googleGroups: Set<String>
  let removals: RepositoryRemovals

  /// Nil where what it was judged on is not there.
  func action(of removal: Removal) -> Action? {
    let keeper = removal.keeper == nil ? nil : estates[removal.name]
    switch removal.object {
    case .namespace, .pullSecret, .finalizer:
      return .remove(removal)
    case .token(let token, group: _):
      guard removal.keeper != nil else { return .remove(removal) }
      return keeper.flatMap { revocation(of: token, $0) }
    case .applicationFiles, .applicationAdditions, .argoLines, .vaultAccess:
      return content(of: removal, keeper)
        .flatMap { RepositoryEdit(settling: removal.finding, by: $0) }.map(Action.edit)
    }
  }

  /// Of a Project that is there: its pull secret must hold another token when this one goes.
  private func revocation(of token: LiveToken, _ keeper: Estate) -> Action? {
    Credential(of: keeper, in: snapshot, under: policy)
      .flatMap { Revocation(of: token, in: $0, as: .removeToken) }.map(Action.revoke)
  }

  private func content(of removal: Removal, _ keeper: Estate?) -> RepositoryEdit.Content? {
    switch removal.object {
    case .namespace, .pullSecret, .token, .finalizer:
      return nil
    case .applicationFiles(let files):
      return .application(files.edits)
    case .applicationAdditions(let additions):
      let (path, text) = (additions.wished.path, additions.wished.manifest.text)
      return .application([FileEdit(path: path, judged: additions.judged, text: text)])
    case .argoLines(let lines):
      guard let live = snapshot.flux?.argoRbac.value else { return nil }
      let wished = removal.keeper == nil ? ArgoRbac(role: lines.role, rules: []) : keeper?.argoRbac
      return wished.map { .argoRbac(ArgoRbacEdit($0, judging: live.policy, removing: true)) }
    case .vaultAccess(let access):
      guard let live = snapshot.flux?.vaultRbac.value else { return nil }
      guard removal.keeper != nil else {
        return .vaultRemoval(VaultRbacRemoval(of: access, beside: removals, sparing: googleGroups))
      }
      return keeper?.vaultRbac.map { .vaultRbac(VaultRbacEdit($0, judging: live, .removals)) }
    }
  }
}
