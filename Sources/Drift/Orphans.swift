import Model

/// What is ours by its mark and what no Project asks for any more.
struct Orphans {
  let roster: Roster
  let snapshot: Snapshot
  let policy: Policy
  /// What earlier runs know, which is all that tells a former Project's group from anybody else's.
  var known = KnownProjects.nothing

  /// One finding for each orphan; what lies in an orphaned namespace is named in the namespace's own.
  var findings: [Finding] {
    let namespaces = snapshot.namespaces.values.filter(isOrphan)
    let gone = Set(namespaces.map(\.name))
    let secrets = snapshot.pullSecrets.values.filter { isOrphan($0) && !gone.contains($0.reference.namespace) }
    return namespaces.map(finding) + secrets.map(finding) + tokens + groups + applications + roles + policies
  }

  /// Live tokens in the groups of Projects, named for an environment that no Project asks for.
  private var tokens: [Finding] {
    guard let gitlab = snapshot.gitlab else { return [] }
    return gitlab.tokens.entries.flatMap { group, tokens in
      tokens.filter { $0.isLive(at: gitlab.time) }.compactMap { token in
        guard let project = Token.project(ofTokenNamed: token.name, in: group),
          !roster.claimedNames.contains(project)
        else { return nil }
        return finding(on: token, in: group, of: project)
      }
    }
  }

  private func finding(on token: LiveToken, in group: String, of project: String) -> Finding {
    Finding(
      kind: .token,
      project: project,
      subject: Token.subject(of: token, in: group),
      fault: .orphaned,
      action: ProposedAction("revoke the token", removal: true),
      reason: "it is live, and no Project asks for it"
    )
  }

  /// A Terminating namespace is on its way already.
  private func isOrphan(_ namespace: LiveNamespace) -> Bool {
    isOurs(namespace.mark, in: namespace.name) && namespace.deletedAt == nil
  }

  private func isOrphan(_ secret: LivePullSecret) -> Bool {
    switch snapshot.namespaces[secret.reference.namespace] {
    case .present(let namespace):
      isOurs(secret.mark, in: namespace.name) && namespace.deletedAt == nil
    case .absent, .unreadable:
      false
    }
  }

  private func isOurs(_ mark: Mark, in namespace: String) -> Bool {
    switch mark {
    case .unmarked:
      false
    case .driftcheck, .projectOperator:
      !roster.claimedNames.contains(namespace) && !policy.protects(namespace)
    }
  }

  private func finding(on namespace: LiveNamespace) -> Finding {
    let secret: String =
      switch snapshot.pullSecrets[namespace.name] {
      case .present: ", with its pull secret"
      case .absent, .unreadable: ""
      }
    return Finding(
      kind: .namespace,
      project: namespace.name,
      subject: namespace.name,
      fault: .orphaned,
      action: namespace.protection != nil ? nil : ProposedAction("remove the namespace\(secret)", removal: true),
      reason: reason(namespace.mark, namespace.protection)
    )
  }

  private func finding(on secret: LivePullSecret) -> Finding {
    Finding(
      kind: .pullSecret,
      project: secret.reference.namespace,
      subject: secret.reference.description,
      fault: .orphaned,
      action: secret.protection != nil
        ? nil : ProposedAction("remove the pull secret, leave its namespace", removal: true),
      reason: reason(secret.mark, secret.protection)
    )
  }

  private func reason(_ mark: Mark, _ protection: Protection?) -> String {
    let maker =
      switch mark {
      case .driftcheck(let project): "made by driftcheck for \(project)"
      case .projectOperator: "made by the Kyotu Project Operator"
      case .unmarked: "made by somebody unknown"
      }
    let kept =
      switch protection {
      case nil: ""
      case .annotation: "; kept, its annotation \(Mark.protectAnnotation) says so"
      case .controlled(let controller): "; kept, because \(controller) controls it"
      }
    return "\(maker), and no Project asks for it\(kept)"
  }
}
