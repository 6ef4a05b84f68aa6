package import Model

/// Everything in which the world differs from what the Projects ask for.
///
/// Pure: it sees values only, so that comparing cannot write. What could not be read yields no finding here; the
/// snapshot says why.
package struct Comparison: Sendable {
  /// By Project, then by kind, then by subject.
  package let findings: [Finding]

  /// Compares what the Projects of `roster` shall own with what `snapshot` shows.
  ///
  /// - Parameter orphans: whether things without a Project are looked for. They are not where the Projects come from
  ///   files, which may be only some of them.
  package init(
    roster: Roster,
    estates: some Sequence<Estate>,
    snapshot: Snapshot,
    policy: Policy,
    orphans: Bool = true
  ) {
    var findings = roster.findings
    for estate in estates {
      findings += Comparison.findings(on: estate, in: snapshot, under: policy)
    }
    findings += Comparison.groupFindings(of: estates, in: snapshot)
    if orphans {
      findings += Orphans(roster: roster, snapshot: snapshot, policy: policy).findings
    }
    self.findings = findings.sorted()
  }

  /// The findings on the Projects themselves, where nothing they own is looked at.
  package init(of roster: Roster) {
    findings = roster.findings.sorted()
  }

  private static func findings(on estate: Estate, in snapshot: Snapshot, under policy: Policy) -> [Finding] {
    let namespace = snapshot.namespaces[estate.namespace.name]
    let pullSecret = snapshot.pullSecrets[estate.pullSecret.reference.namespace]
    let container = [estate.namespace.difference(from: namespace, of: estate)].compactMap(\.self)
    if let credential = Credential(of: estate, in: snapshot, under: policy) { return container + credential.findings }
    return container
      + [estate.pullSecret.difference(from: pullSecret, in: namespace, of: estate)].compactMap(\.self)
  }

  /// One finding for a group, however many Projects share it.
  private static func groupFindings(of estates: some Sequence<Estate>, in snapshot: Snapshot) -> [Finding] {
    guard let groups = snapshot.gitlab?.groups else { return [] }
    let renamed = Dictionary(grouping: groups.values.filter(\.isRenamedForDeletion), by: \.formerPath)
    var seen: Set<String> = []
    return estates.compactMap { estate in
      guard let group = estate.credential?.group, seen.insert(group.fullPath).inserted else { return nil }
      return group.difference(
        from: groups[group.fullPath],
        project: estate.project.projectID,
        renamed: renamed[group.fullPath]?.max { $0.id < $1.id }
      )
    }
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
