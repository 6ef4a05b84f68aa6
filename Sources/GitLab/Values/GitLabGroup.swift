package import Foundation
package import Wire

/// A group, as far as this program looks at it.
package struct GitLabGroup: Sendable, Hashable, Identifiable {
  package let id: Int
  /// The last part of the full path.
  package let path: String
  /// The path from the top, which identifies the group for people: `operations/shop`.
  package let fullPath: String
  package let name: String
  /// `private`, `internal` or `public`.
  package let visibility: String
  /// Nil at the top.
  package let parentID: Int?
  /// The day on which somebody asked for the deletion; nil also for a group below such a one.
  package let markedForDeletionOn: CivilDate?
  package let createdAt: Date?

  /// A group of its parts.
  package init(
    id: Int,
    fullPath: String,
    name: String,
    visibility: String,
    parentID: Int? = nil,
    markedForDeletionOn: CivilDate? = nil,
    createdAt: Date? = nil
  ) {
    self.id = id
    path = fullPath.split(separator: "/").last.map(String.init) ?? fullPath
    self.fullPath = fullPath
    self.name = name
    self.visibility = visibility
    self.parentID = parentID
    self.markedForDeletionOn = markedForDeletionOn
    self.createdAt = createdAt
  }

  /// The group's id, and its path for messages.
  package var reference: GroupReference {
    GroupReference(id: id, fullPath: fullPath)
  }
}

extension GitLabGroup: Decodable {
  private enum Key: String, CodingKey {
    case id, path, name, visibility
    case fullPath = "full_path"
    case parentID = "parent_id"
    case markedForDeletionOn = "marked_for_deletion_on"
    case createdAt = "created_at"
  }

  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: Key.self)
    id = try fields.decode(Int.self, forKey: .id)
    path = try fields.decode(String.self, forKey: .path)
    fullPath = try fields.decode(String.self, forKey: .fullPath)
    name = try fields.decode(String.self, forKey: .name)
    visibility = try fields.decode(String.self, forKey: .visibility)
    parentID = try fields.decodeIfPresent(Int.self, forKey: .parentID)
    markedForDeletionOn = try fields.dayIfPresent(.markedForDeletionOn)
    createdAt = try fields.instant(.createdAt)
  }
}

/// Which group is meant: the id for the server, the path for people.
package struct GroupReference: Sendable, Hashable {
  package let id: Int
  package let fullPath: String

  /// A reference of both parts.
  package init(id: Int, fullPath: String) {
    self.id = id
    self.fullPath = fullPath
  }
}
