package import Foundation

/// A group of the sandbox's GitLab.
package struct GitLabGroup: Sendable, Hashable {
  /// Who may see a group.
  package enum Visibility: String, Sendable, CaseIterable {
    case everybody = "public"
    case loggedIn = "internal"
    case members = "private"

    /// How many people see it, for comparing.
    var openness: Int {
      switch self {
      case .members: 0
      case .loggedIn: 10
      case .everybody: 20
      }
    }
  }

  /// The only lasting identity.
  package var id: Int
  /// The group that this one lives in, nil at top level.
  package var parentID: Int?
  /// The name that people read; not unique.
  package var name: String
  /// The last part of the full path.
  package var path: String
  /// The path with those of all groups above it, unique whatever its case.
  package var fullPath: String
  /// The name with those of all groups above it.
  package var fullName: String
  /// What the group is for.
  package var note = ""
  /// Who may see it.
  package var visibility = Visibility.members
  /// When it was made.
  package var createdAt: Date
  /// The day on which somebody asked for its deletion, nil where nobody did.
  package var markedForDeletionOn: CalendarDay?

  /// Describes a group below `parent`.
  package init(
    id: Int,
    path: String,
    name: String? = nil,
    in parent: GitLabGroup? = nil,
    visibility: Visibility = .members,
    createdAt: Date
  ) {
    self.id = id
    self.path = path
    self.name = name ?? path
    parentID = parent?.id
    fullPath = parent.map { "\($0.fullPath)/\(path)" } ?? path
    fullName = parent.map { "\($0.fullName) / \(name ?? path)" } ?? name ?? path
    self.visibility = visibility
    self.createdAt = createdAt
  }

  /// Whether this is `other` or lives somewhere below it.
  func isWithin(_ other: GitLabGroup) -> Bool {
    id == other.id || fullPath.hasPrefix(other.fullPath + "/")
  }
}
