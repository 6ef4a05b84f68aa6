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
  package init(roster: Roster, estates: [Estate], snapshot: Snapshot, policy: Policy, orphans: Bool = true) {
    var findings = roster.findings
    for estate in estates {
      findings += Comparison.findings(on: estate, in: snapshot)
    }
    if orphans {
      findings += Orphans(roster: roster, snapshot: snapshot, policy: policy).findings
    }
    self.findings = findings.sorted()
  }

  /// The findings on the Projects themselves, where nothing they own is looked at.
  package init(of roster: Roster) {
    findings = roster.findings.sorted()
  }

  private static func findings(on estate: Estate, in snapshot: Snapshot) -> [Finding] {
    let namespace = snapshot.namespaces[estate.namespace.name]
    let pullSecret = snapshot.pullSecrets[estate.pullSecret.reference.namespace]
    return [
      estate.namespace.difference(from: namespace, of: estate),
      estate.pullSecret.difference(from: pullSecret, in: namespace, of: estate),
    ].compactMap(\.self)
  }
}

extension Comparison {
  /// The NAMEs whose namespace or pull secret has a finding: what a cached list says of them needs a second look.
  package var doubtfulNamespaces: Set<String> {
    Set(
      findings.compactMap { finding in
        switch finding.kind {
        case .namespace, .pullSecret: finding.project
        case .project, .group, .token, .application, .argoRbac, .vaultRbac: nil
        }
      }
    )
  }
}
