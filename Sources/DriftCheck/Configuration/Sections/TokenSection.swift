import Model

/// `token`: the group access tokens that images are pulled with.
package struct TokenSection: Sendable, Equatable {
  /// A role in a GitLab group.
  package enum Level: String, CaseIterable, Sendable {
    case guest, planner, reporter, developer, maintainer, owner

    /// GitLab's number for it.
    package var number: Int {
      switch self {
      case .guest: 10
      case .planner: 15
      case .reporter: 20
      case .developer: 30
      case .maintainer: 40
      case .owner: 50
      }
    }
  }

  /// How long a new token lives; GitLab allows 365 days at most, unless its administrators say otherwise.
  package var lifetime = Duration.seconds(365 * 86_400)
  /// How long before its end a token counts as expiring.
  package var rotateBefore = Duration.seconds(30 * 86_400)
  /// How long a predecessor stays valid after its successor was written.
  package var overlap = Duration.seconds(3600)
  /// How many tokens that still work a run replaces at most.
  package var maxPerRun = 50
  package var scopes = ["read_registry"]
  package var level = Level.reporter
}

extension TokenSection: ConfigurationSection {
  static let keys: [Key<TokenSection>] = [
    Key("lifetime", \.lifetime, .text(.duration), "How long a token may live."),
    Key(
      "rotateBefore",
      \.rotateBefore,
      .text(.duration),
      "A token with less life left is expiring. At most a third of its whole life counts."
    ),
    Key(
      "overlap",
      \.overlap,
      .text(.duration),
      "How long a predecessor stays valid after its successor was written into the pull secret."
    ),
    Key(
      "maxPerRun",
      \.maxPerRun,
      .text(.count),
      "How many tokens that still work a run replaces at most, those that end soonest first. Dead and missing ones are "
        + "always replaced."
    ),
    Key("scopes", \.scopes, .list(.scope), "The scopes of a token: all of these and no others."),
    Key("level", \.level, .text(.choice("a role")), "The role of a token in its group."),
  ]
}
