package import Drift
package import Model

/// `safety.fix`: what `--fix` is limited to.
package struct FixSection: Sendable, Equatable {
  /// Only findings of Projects of these environments; empty for all.
  package var environments: [Project.Environment] = []
  /// Only findings of these kinds; empty for all.
  package var kinds: [Kind] = []
}

extension FixSection {
  /// The findings that may be repaired.
  package var selection: Selection {
    Selection(kinds: Set(kinds), environments: Set(environments))
  }
}

extension FixSection: ConfigurationSection {
  static let keys: [Key<FixSection>] = [
    Key(
      "environments",
      \.environments,
      .list(.choice("an environment")),
      "Only findings of Projects of these environments are repaired. When empty: all."
    ),
    Key(
      "kinds",
      \.kinds,
      .list(.choice("a kind of finding")),
      "Only findings of these kinds are repaired. When empty: all."
    ),
  ]
}
