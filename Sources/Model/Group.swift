/// The GitLab group that the environments of a project share.
package struct Group: Sendable, Hashable {
  /// Who may see it, in GitLab's words.
  package enum Visibility: Sendable, Hashable {
    case isPrivate
    /// `internal`, `public`, or a word that we do not know.
    case other(String)

    /// Reads GitLab's word.
    package init(_ word: String) {
      self = word == "private" ? .isPrivate : .other(word)
    }

    /// GitLab's word.
    package var word: String {
      switch self {
      case .isPrivate: "private"
      case .other(let word): word
      }
    }
  }

  /// The path from the top: `[parent/]projectId`.
  package var fullPath: String
  package var visibility: Visibility

  package init(fullPath: String, visibility: Visibility = .isPrivate) {
    self.fullPath = fullPath
    self.visibility = visibility
  }
}

extension LiveGroup {
  private static let deletionSuffix = "-deletion_scheduled-"

  /// Whether GitLab moved it to `PATH-deletion_scheduled-ID` because somebody asked for its deletion
  /// (GitLab 18: `app/services/groups/mark_for_deletion_service.rb`).
  package var isRenamedForDeletion: Bool {
    fullPath.hasSuffix("\(LiveGroup.deletionSuffix)\(id)")
  }

  /// The path that it had before that; its path where it was not moved.
  package var formerPath: String {
    isRenamedForDeletion ? String(fullPath.dropLast("\(LiveGroup.deletionSuffix)\(id)".count)) : fullPath
  }
}

/// A group as GitLab has it.
package struct LiveGroup: Sendable, Hashable {
  package var id: Int
  package var fullPath: String
  package var visibility: Group.Visibility
  /// The day, `2026-12-01`, on which somebody asked for its deletion; nil where nobody did.
  package var markedForDeletionOn: String?

  package init(id: Int, fullPath: String, visibility: Group.Visibility = .isPrivate, markedForDeletionOn: String? = nil)
  {
    self.id = id
    self.fullPath = fullPath
    self.visibility = visibility
    self.markedForDeletionOn = markedForDeletionOn
  }
}
