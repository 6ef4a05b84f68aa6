package import Model

/// Of what a comparison can say that it is in order; about anything else its silence means nothing.
package struct Coverage: Sendable {
  private let served: Set<String>
  private let claimedNames: Set<String>
  private let settling: Set<String>
  private let snapshot: Snapshot
  private let orphans: Bool
  private let unproven: Set<String>

  /// Takes over what the comparison was made from.
  ///
  /// - Parameters:
  ///   - orphans: whether it looked for things without a Project.
  ///   - unproven: the NAMEs whose password it did not judge.
  package init(roster: Roster, snapshot: Snapshot, orphans: Bool = true, unproven: Set<String> = []) {
    served = Set(roster.served.map(\.name))
    claimedNames = roster.claimedNames
    settling = Set(roster.settlingProjects.map(\.description))
    self.snapshot = snapshot
    self.orphans = orphans
    self.unproven = unproven
  }

  /// Whether `finding`, which an earlier run made, would have been made again if it were still so.
  package func judges(_ finding: Finding) -> Bool {
    switch finding.kind {
    case .project: !settling.contains(finding.subject)
    case .namespace: isCompared(finding) && isReadable(snapshot.namespaces[finding.project])
    case .pullSecret: isCompared(finding) && judgesPullSecret(in: finding.project) && isPasswordJudged(finding)
    case .group: snapshot.gitlab.map { judges(finding, in: $0) } ?? false
    case .token:
      isCompared(finding) && snapshot.gitlab != nil && isPasswordJudged(finding) && isSecretReadable(finding.project)
    case .application: isCompared(finding) && judgesApplication(of: finding.project)
    case .argoRbac: isCompared(finding) && snapshot.flux.map { isReadable($0.argoRbac) } ?? false
    case .vaultRbac: isCompared(finding) && snapshot.flux.map { isReadable($0.vaultRbac) } ?? false
    }
  }

  /// A group that no Project asks for is looked at only where history names it.
  private func judges(_ finding: Finding, in gitlab: Snapshot.GitLab) -> Bool {
    isReadable(gitlab.groups[finding.subject])
      && (finding.fault != .orphaned || orphans && gitlab.lookedAt.contains(finding.subject))
  }

  /// A NAME that a Project claims without being served (invalid, settling, leaving) is compared with nothing.
  private func isCompared(_ finding: Finding) -> Bool {
    if served.contains(finding.project) { return true }
    return !claimedNames.contains(finding.project) && (orphans || finding.fault != .orphaned)
  }

  /// Whether GitLab answered all that it was asked, and it was asked: which token a secret holds depends on more than
  /// one answer.
  private func isPasswordJudged(_ finding: Finding) -> Bool {
    (snapshot.gitlab?.worldUnreadable.isEmpty ?? true) && !unproven.contains(finding.project)
  }

  private func judgesApplication(of name: String) -> Bool {
    guard let deployment = snapshot.deployment else { return false }
    return isReadable(deployment.applications[name]) && isReadable(deployment.manifests[name])
      && deployment.text(of: name).map(isReadable) ?? true
  }

  private func isSecretReadable(_ name: String) -> Bool {
    isReadable(snapshot.namespaces[name]) && isReadable(snapshot.pullSecrets[name])
  }

  private func isReadable<Value>(_ sighting: Sighting<Value>) -> Bool {
    switch sighting {
    case .present, .absent: true
    case .unreadable: false
    }
  }

  /// Where the namespace's own finding stands for the pull secret, the silence about the secret means nothing.
  private func judgesPullSecret(in name: String) -> Bool {
    switch (snapshot.pullSecrets[name], snapshot.namespaces[name]) {
    case (.present, .present(let namespace)), (.absent, .present(let namespace)): namespace.deletedAt == nil
    case (.present, .unreadable): true
    case (.absent, .absent): !served.contains(name)
    case (.absent, .unreadable), (.present, .absent), (.unreadable, _): false
    }
  }
}
