import Model

extension Plan {
  /// The actions of one phase by what is written at once: the edits of one repository are, all else by itself.
  package func units(in phase: Phase) -> [[PlannedAction]] {
    let actions = actions(in: phase)
    let alone = actions.filter { $0.action.edit == nil }.map { [$0] }
    let commits = RepositoryEdit.Repository.allCases.map { repository in
      actions.filter { $0.action.edit?.repository == repository }
    }
    return alone + commits.filter { !$0.isEmpty }
  }
}

extension Action {
  /// The edit that it makes; nil where it is something else than one.
  package var edit: RepositoryEdit? {
    if case .edit(let edit) = self { edit } else { nil }
  }
}

extension EstatePlanning {
  /// The edit of a repository that settles `finding`; nil where it would remove something, which needs a permission.
  func edit(settling finding: Finding) -> Action? {
    guard finding.action?.removal == false, let content = content(settling: finding) else { return nil }
    return RepositoryEdit(settling: finding, by: content).map(Action.edit)
  }

  private func content(settling finding: Finding) -> RepositoryEdit.Content? {
    switch finding.kind {
    case .application: files(settling: finding)
    case .argoRbac: argoRbac(settling: finding).map(RepositoryEdit.Content.argoRbac)
    case .vaultRbac: vaultRbac(settling: finding).map(RepositoryEdit.Content.vaultRbac)
    case .project, .namespace, .group, .token, .pullSecret: nil
    }
  }

  private func files(settling finding: Finding) -> RepositoryEdit.Content? {
    guard let application = estate.application, finding.subject == application.name,
      let deployment = snapshot.deployment
    else { return nil }
    let edits: [FileEdit]
    switch finding.fault {
    case .missing: edits = application.creations(in: deployment)
    case .changed: edits = application.rewriting(in: deployment)
    case .invalid, .conflict, .leaving, .extra, .expired, .expiring, .stale, .orphaned: return nil
    }
    return edits.isEmpty ? nil : .application(edits)
  }

  private func argoRbac(settling finding: Finding) -> ArgoRbacEdit? {
    guard let wished = estate.argoRbac, finding.subject == wished.role, let live = snapshot.flux?.argoRbac.value
    else { return nil }
    switch finding.fault {
    case .missing: return ArgoRbacEdit(wished, judging: live.policy, removing: false)
    case .extra: return ArgoRbacEdit(wished, judging: live.policy, removing: true)
    case .invalid, .conflict, .leaving, .changed, .expired, .expiring, .stale, .orphaned: return nil
    }
  }

  private func vaultRbac(settling finding: Finding) -> VaultRbacEdit? {
    guard let wished = estate.vaultRbac, finding.subject == wished.policy, let live = snapshot.flux?.vaultRbac.value
    else { return nil }
    switch finding.fault {
    case .missing: return VaultRbacEdit(wished, judging: live, .additions)
    case .changed: return VaultRbacEdit(wished, judging: live, .corrections)
    case .extra: return VaultRbacEdit(wished, judging: live, .removals)
    case .invalid, .conflict, .leaving, .expired, .expiring, .stale, .orphaned: return nil
    }
  }
}
