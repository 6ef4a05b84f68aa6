package import Model

/// What a run looked at; runs tell each other something only where they looked at the same.
package struct HistoryScope: Sendable, Hashable {
  /// UID of the namespace kube-system, which tells clusters apart; nil where it could not be read.
  package var installation: String?
  /// A hash of what the configuration says to look at: Projects, systems and names.
  package var lookedAt: StableHash

  package init(installation: String?, lookedAt: StableHash) {
    self.installation = installation
    self.lookedAt = lookedAt
  }
}

/// Whose Projects and groups are known: those that every run with the same answers here would see.
///
/// It is wider than ``HistoryScope``: that another repository is looked at makes no Project unknown.
package struct ProjectScope: Sendable, Hashable {
  /// UID of the namespace kube-system.
  package var installation: String
  /// A hash of where Projects are looked for in the cluster.
  package var source: StableHash
  /// A hash of which GitLab is looked at; nil for none.
  package var gitlab: StableHash?

  package init(installation: String, source: StableHash, gitlab: StableHash?) {
    self.installation = installation
    self.source = source
    self.gitlab = gitlab
  }
}
