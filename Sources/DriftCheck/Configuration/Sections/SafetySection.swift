/// `safety`: what is never touched, and what repairs are limited to.
package struct SafetySection: Sendable, Equatable {
  /// Namespaces that are never ours, beside `kube-*` and `default`.
  package var protectedNamespaces: [String] = []
  /// What `--fix` is limited to.
  package var fix = FixSection()
}

extension SafetySection: ConfigurationSection {
  static let keys: [Key<SafetySection>] = [
    Key(
      "protectedNamespaces",
      \.protectedNamespaces,
      .list(.namespace),
      "Namespaces that are never a Project's, whatever mark they bear, beside `kube-*` and `default`."
    ),
    Key("fix", \.fix, .section(), "What `--fix` is limited to; it narrows every run, whatever its options say."),
  ]

  static let notYetRead = Dictionary(
    uniqueKeysWithValues: [
      "prune", "maxDeletions", "maxDeletionsPercent", "orphanGrace", "orphanRuns", "namespaceDelay",
      "removeUsedNamespaces",
    ].map { ($0, "this version removes nothing yet") }
  )
}
