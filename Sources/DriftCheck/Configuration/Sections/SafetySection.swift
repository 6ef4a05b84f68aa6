/// `safety`: what is never touched.
package struct SafetySection: Sendable, Equatable {
  /// Namespaces that are never ours, beside `kube-*` and `default`.
  package var protectedNamespaces: [String] = []
}

extension SafetySection: ConfigurationSection {
  static let keys: [Key<SafetySection>] = [
    Key(
      "protectedNamespaces",
      \.protectedNamespaces,
      .list(.namespace),
      "Namespaces that are never a Project's, whatever mark they bear, beside `kube-*` and `default`."
    )
  ]

  static let notYetRead = Dictionary(
    uniqueKeysWithValues: [
      "prune", "fix", "maxDeletions", "maxDeletionsPercent", "orphanGrace", "orphanRuns", "namespaceDelay",
      "removeUsedNamespaces",
    ].map { ($0, "this version repairs and removes nothing yet") }
  )
}
