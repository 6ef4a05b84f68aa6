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
