import Model

/// The rules that keep what somebody wants, uses, or may want back.
struct NeedGuard {
  private let evidence: RemovalEvidence
  /// How the NAMEs that Projects claim are spelled in Vault, where `a_b` and `a-b` are one.
  private let claimedStems: Set<String>
  private let conflicts: Set<String>
  private let projectNamespaces: Set<String>

  init(_ evidence: RemovalEvidence) {
    self.evidence = evidence
    claimedStems = Set(evidence.roster.claimedNames.map(VaultRbac.stem))
    conflicts = Set(evidence.roster.conflicts.map(\.project.name))
    projectNamespaces = evidence.roster.namespaces
  }

  /// Why `removal` is not to happen, whoever made the thing.
  ///
  /// - Parameter isLast: whether it is the last look before the act, when what a namespace holds must be known.
  func obstacles(to removal: Removal, isLast: Bool) -> [NeedObstacle] {
    let record = evidence.records[removal.finding.id]
    return (record?.isIgnored ?? false ? [.ignored] : []) + (record?.isFlapping ?? false ? [.flapping] : [])
      + claims(on: removal) + names(removal.name) + obstacles(of: removal, isLast: isLast)
  }

  private func claims(on removal: Removal) -> [NeedObstacle] {
    let name = removal.name
    // Whoever takes off a finalizer serves the Project that claims the NAME.
    if case .finalizer = removal.object { return [] }
    if conflicts.contains(name) { return [.conflict(name)] }
    guard let keeper = removal.keeper else {
      return claimedStems.contains(VaultRbac.stem(of: name)) ? [.claimed(name)] : []
    }
    return evidence.estates[name]?.project == keeper ? [] : [.keeperChanged(name)]
  }

  /// A NAME is that of a namespace, and one that is never ours shields all that is called by it.
  private func names(_ name: String) -> [NeedObstacle] {
    (evidence.policy.protects(name) ? [.protectedNamespace(name)] : [])
      + (evidence.rules.ownNamespaces.contains(name) ? [.ownNamespace(name)] : [])
  }

  private func obstacles(of removal: Removal, isLast: Bool) -> [NeedObstacle] {
    switch removal.object {
    case .namespace(let namespace):
      (namespace.protection.map { [.protected($0)] } ?? []) + (namespace.deletedAt == nil ? [] : [.leaving])
        + (projectNamespaces.contains(namespace.name) ? [.holdsProjects(namespace: namespace.name)] : [])
        + use(of: namespace.name, isLast: isLast)
    case .pullSecret(let secret):
      secret.protection.map { [.protected($0)] } ?? []
    case .token(let token, group: _):
      ownToken(token)
    case .finalizer(let project):
      (isLast ? change(of: project) : []) + remains(of: project)
    case .applicationFiles, .applicationAdditions, .argoLines, .vaultAccess:
      []
    }
  }

  private func use(of namespace: String, isLast: Bool) -> [NeedObstacle] {
    if evidence.rules.removesUsedNamespaces { return [] }
    switch evidence.usage[namespace] {
    case nil, .absent?: return isLast ? [.unknownUsage(nil)] : []
    case .unreadable(let reason)?: return [.unknownUsage(reason)]
    case .present(let usage)?: return usage.isEmpty ? [] : [.inUse(usage)]
    }
  }

  private func ownToken(_ token: LiveToken) -> [NeedObstacle] {
    guard let own = evidence.snapshot.gitlab?.ownToken.value?.id else { return [.unknownOwnToken] }
    return own == token.id ? [.ownToken] : []
  }

  /// Somebody else may have taken the finalizer off, and with it the Project may be gone or another one.
  private func change(of project: Roster.Leaving) -> [NeedObstacle] {
    evidence.roster.leaving.contains(project) ? [] : [.keeperChanged(project.name)]
  }

  /// The finalizer goes when nothing is left, or where another Project of the NAME keeps it all.
  private func remains(of project: Roster.Leaving) -> [NeedObstacle] {
    guard evidence.rules.releaseAfter != nil else { return [.notReleased] }
    if evidence.estates[project.name] != nil { return [] }
    let subjects = Remains(of: project.name, in: evidence).subjects
    return subjects.isEmpty ? [] : [.remains(subjects)]
  }
}
