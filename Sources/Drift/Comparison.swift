package import Model

/// Everything in which the world differs from what the Projects ask for.
///
/// Pure: it sees values only, so that comparing cannot write. What could not be read yields no finding here; the
/// snapshot says why.
package struct Comparison: Sendable {
  /// By Project, then by kind, then by subject.
  package let findings: [Finding]
  /// Credentials that end, ours and those of Projects, by date.
  package let expiries: [Expiry]
  /// What is removed later, by time.
  package let removals: [ComingRemoval]
  /// The NAMEs of whose pull secret nobody knows which token it holds, because nobody may ask.
  package let unproven: Set<String>
  /// Whether GitLab's answer about some password would change what is said here: ``UnprovenPasswords`` names them.
  package let isUnasked: Bool

  /// Compares what the Projects of `roster` shall own with what `snapshot` shows.
  ///
  /// - Parameters:
  ///   - known: what earlier runs know of Projects.
  ///   - orphans: whether things without a Project are looked for. They are not where the Projects come from files,
  ///     which may be only some of them.
  package init(
    roster: Roster,
    estates: some Sequence<Estate>,
    snapshot: Snapshot,
    policy: Policy,
    known: KnownProjects = .nothing,
    orphans: Bool = true
  ) {
    var findings = roster.findings
    var expiries = [snapshot.gitlab.flatMap(Expiry.ofOwnToken)].compactMap(\.self)
    var removals: [ComingRemoval] = []
    var unproven: Set<String> = []
    var isUnasked = false
    var groups = GroupComparison(with: snapshot, known)
    for estate in estates {
      let judgement = Comparison.judgement(on: estate, in: snapshot, under: policy)
      findings += judgement.findings
      expiries += judgement.expiries
      removals += judgement.removals
      if let finding = groups?.finding(on: estate) { findings.append(finding) }
      if judgement.isUnproven { unproven.insert(estate.project.name) }
      isUnasked = isUnasked || judgement.isUnasked
    }
    if orphans {
      findings += Orphans(roster: roster, snapshot: snapshot, policy: policy, known: known).findings
    }
    self.findings = findings.sorted()
    self.expiries = expiries.sorted()
    self.removals = removals.sorted()
    self.unproven = unproven
    self.isUnasked = isUnasked
  }

  /// The findings on the Projects themselves, where nothing they own is looked at.
  package init(of roster: Roster) {
    findings = roster.findings.sorted()
    expiries = []
    removals = []
    unproven = []
    isUnasked = false
  }

  private static func judgement(
    on estate: Estate,
    in snapshot: Snapshot,
    under policy: Policy
  ) -> Credential.Judgement {
    let namespace = snapshot.namespaces[estate.namespace.name]
    var judgement = Credential.Judgement()
    if let credential = Credential(of: estate, in: snapshot, under: policy) {
      judgement = credential.judgement
    } else {
      let pullSecret = snapshot.pullSecrets[estate.pullSecret.reference.namespace]
      judgement.findings += [estate.pullSecret.difference(from: pullSecret, in: namespace, of: estate)]
        .compactMap(\.?.withoutKnownPassword)
    }
    judgement.findings += [estate.namespace.difference(from: namespace, of: estate)].compactMap(\.self)
    if policy.protects(estate.namespace.name) {
      judgement.findings = judgement.findings.map(\.inProtectedNamespace)
    }
    judgement.findings += repositoryFindings(on: estate, in: snapshot)
    return judgement
  }

  private static func repositoryFindings(on estate: Estate, in snapshot: Snapshot) -> [Finding] {
    var findings: [Finding] = []
    if let application = estate.application, let deployment = snapshot.deployment {
      findings += application.differences(in: deployment)
    }
    if let role = estate.argoRbac, let policy = snapshot.flux?.argoRbac.value {
      findings += role.differences(in: policy, of: estate)
    }
    if let access = estate.vaultRbac, let config = snapshot.flux?.vaultRbac.value {
      findings += access.differences(in: config, of: estate)
    }
    return findings
  }
}

extension Comparison {
  /// The NAMEs whose namespace, pull secret or token has a finding: what a cached list says of them needs another look.
  ///
  /// Which token is stale follows from the one that the secret holds, so a lagging secret would show there too.
  package var doubtfulNamespaces: Set<String> {
    Set(
      findings.compactMap { finding in
        switch finding.kind {
        case .namespace, .pullSecret, .token: finding.project
        case .project, .group, .application, .argoRbac, .vaultRbac: nil
        }
      }
    )
  }

  /// The groups of those `estates` whose pull secret does not hold a live token of the list: the list may be older than
  /// the token.
  package func doubtfulGroups(of estates: some Sequence<Estate>) -> Set<String> {
    let names = Set(findings.filter { $0.kind == .pullSecret && $0.fault == .changed }.map(\.project))
    return Set(estates.filter { names.contains($0.project.name) }.compactMap { $0.credential?.group.fullPath })
  }
}
