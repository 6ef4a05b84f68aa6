import Formats
package import Model

/// Finds what each finding that announces a removal is about.
///
/// What is not there any more, or not as its finding says, yields nothing.
package struct RemovalSearch {
  private let snapshot: Snapshot
  private let roster: Roster
  private let estates: [String: Estate]

  /// Looks in the world that the findings came from.
  package init(in snapshot: Snapshot, roster: Roster, estates: some Sequence<Estate>) {
    self.snapshot = snapshot
    self.roster = roster
    self.estates = Dictionary(estates.map { ($0.project.name, $0) }) { first, _ in first }
  }

  /// One removal for each of `findings` that announces one.
  ///
  /// - Parameter releasing: whether the finalizer of each Project that leaves is one more.
  package func removals(announcedBy findings: some Sequence<Finding>, releasing: Bool = false) -> [Removal] {
    let announced = findings.filter { $0.action?.removal ?? false || releasing && $0.fault == .leaving }
    guard !announced.isEmpty else { return [] }
    let tokens = announced.contains { $0.kind == .token } ? liveTokens : [:]
    return announced.compactMap { finding in
      let estate = finding.fault == .orphaned ? nil : estates[finding.project]
      return object(of: finding, estate, tokens).map { Removal(settling: finding, $0, keeper: estate?.project) }
    }
  }

  private func object(
    of finding: Finding,
    _ estate: Estate?,
    _ tokens: [String: Removal.Object]
  ) -> Removal.Object? {
    switch finding.kind {
    case .project: leaving(finding)
    case .namespace: snapshot.namespaces[finding.subject].value.map(Removal.Object.namespace)
    case .group: nil
    case .token: tokens[finding.subject]
    case .pullSecret: snapshot.pullSecrets[finding.project].value.map(Removal.Object.pullSecret)
    case .application: application(finding.project, estate)
    case .argoRbac: argoLines(of: finding.subject, estate)
    case .vaultRbac: vaultAccess(to: finding.subject, estate)
    }
  }

  /// The tokens by the subject of their findings.
  private var liveTokens: [String: Removal.Object] {
    var tokens: [String: Removal.Object] = [:]
    for (group, listed) in snapshot.gitlab?.tokens.entries ?? [:] {
      for token in listed { tokens[Token.subject(of: token, in: group)] = .token(token, group: group) }
    }
    return tokens
  }

  private func leaving(_ finding: Finding) -> Removal.Object? {
    roster.leaving.first { $0.reference.description == finding.subject }.flatMap {
      $0.finalizers.contains(ProjectResource.finalizer) ? .finalizer($0) : nil
    }
  }

  private func application(_ name: String, _ estate: Estate?) -> Removal.Object? {
    guard let deployment = snapshot.deployment else { return nil }
    let file = deployment.applications[name].value
    if let estate {
      guard let wished = estate.application, let file else { return nil }
      return .applicationAdditions(Removal.ApplicationAdditions(wished: wished, judged: file))
    }
    let files = Removal.ApplicationFiles(name: name, file: file, folder: deployment.manifests[name].value)
    return files.paths.isEmpty ? nil : .applicationFiles(files)
  }

  private func argoLines(of role: String, _ estate: Estate?) -> Removal.Object? {
    guard let policy = snapshot.flux?.argoRbac.value?.policy else { return nil }
    let kept = Set(estate?.argoRbac?.rules ?? [])
    var seen: Set<ArgoRbac.Rule> = []
    let rules = policy.lines(of: role).map(\.rule).filter { rule in
      rule.allows && !kept.contains(rule) && seen.insert(rule).inserted
    }
    return rules.isEmpty ? nil : .argoLines(Removal.ArgoLines(role: role, rules: rules))
  }

  private func vaultAccess(to policy: String, _ estate: Estate?) -> Removal.Object? {
    guard let config = snapshot.flux?.vaultRbac.value else { return nil }
    let keeper = estate?.vaultRbac?.group?.name
    return .vaultAccess(
      Removal.VaultAccess(
        policy: policy,
        entries: estate == nil ? config.policies(named: policy) : [],
        holders: config.groups(havingPolicy: policy).filter { estate == nil || $0.name != keeper }
      )
    )
  }
}

extension ArgoRbac.Rule {
  /// Whether it gives a right; whatever else it does, somebody could do more without it.
  var allows: Bool {
    switch self {
    case .permission(_, _, _, _, let effect): effect == "allow"
    case .grant: true
    }
  }
}
