/// `safety`: what is never touched, and what repairs are limited to.
package struct SafetySection: Sendable, Equatable {
  /// Namespaces that are never ours, beside `kube-*` and `default`.
  package var protectedNamespaces: [String] = []
  /// What `--fix` is limited to.
  package var fix = FixSection()
  /// Whether every `--fix` also removes.
  package var prune = false
  /// Of how many NAMEs things of one kind may go in 24 hours.
  package var maxDeletions = 5
  /// Of how many in a hundred Projects, at least of one.
  package var maxDeletionsPercent = 10
  /// For how long something must have been seen before it goes.
  package var orphanGrace = Duration.seconds(7 * 86_400)
  /// In how many runs in a row.
  package var orphanRuns = 2
  /// How long a namespace outlives its files.
  package var namespaceDelay = Duration.seconds(1800)
  /// Whether a namespace goes that holds a PersistentVolumeClaim or a running Pod.
  package var removeUsedNamespaces = false
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
    Key("prune", \.prune, .text(.truth), "Whether `--fix` always removes what may go, as with `--prune`."),
    Key(
      "maxDeletions",
      \.maxDeletions,
      .text(.count),
      "Of how many NAMEs things of one kind may go in any 24 hours. Above, nothing at all goes."
    ),
    Key(
      "maxDeletionsPercent",
      \.maxDeletionsPercent,
      .text(.percentage),
      "The same as a share of all Projects, at least one. The smaller of both holds."
    ),
    Key(
      "orphanGrace",
      \.orphanGrace,
      .text(.duration),
      "What may go is first reported for so long."
    ),
    Key(
      "orphanRuns",
      \.orphanRuns,
      .text(.atLeastOne),
      "What may go is first seen in so many runs in a row, of those without filters."
    ),
    Key(
      "namespaceDelay",
      \.namespaceDelay,
      .text(.duration),
      "How long a namespace stays after its files went out of the deployment repository."
    ),
    Key(
      "removeUsedNamespaces",
      \.removeUsedNamespaces,
      .text(.truth),
      "Whether a namespace goes that holds a PersistentVolumeClaim or a running Pod."
    ),
  ]
}
