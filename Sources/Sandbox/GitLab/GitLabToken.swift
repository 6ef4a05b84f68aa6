package import Foundation

/// An access token of the sandbox's GitLab: of a group, which has a bot user, or of a person.
package struct GitLabToken: Sendable, Hashable {
  /// The only identity: names repeat.
  package var id: Int
  /// The name that its maker chose.
  package var name: String
  /// What its maker wrote about it.
  package var note = ""
  /// The text that logs in.
  package var secret: String
  /// What the token may be used for.
  package var scopes: [String]
  /// The group that it belongs to, nil for a person's.
  package var groupID: Int?
  /// The access level in that group; means nothing for a person's.
  package var level = 0
  /// The user that acts: the person, or the bot that was made with the token.
  package var userID: Int
  /// When it was made.
  package var createdAt: Date
  /// When it was last used, as far as GitLab wrote that down.
  package var lastUsedAt: Date?
  /// The day from whose first moment on it is dead, nil for never.
  package var expiresAt: CalendarDay?
  /// Whether somebody revoked it.
  package var isRevoked = false
  /// The token that a rotation put in its place.
  package var successorID: Int?

  /// Describes a token of a group, whose bot has the number 1,000,000 + `id`.
  package init(
    id: Int,
    name: String,
    secret: String,
    scopes: [String] = ["read_registry"],
    group: Int,
    level: Int = 20,
    createdAt: Date,
    expiresAt: CalendarDay?
  ) {
    self.id = id
    self.name = name
    self.secret = secret
    self.scopes = scopes
    groupID = group
    self.level = level
    userID = 1_000_000 + id
    self.createdAt = createdAt
    self.expiresAt = expiresAt
  }

  /// Describes a token of a person.
  package init(
    id: Int,
    name: String,
    secret: String,
    scopes: [String],
    user: Int,
    createdAt: Date,
    expiresAt: CalendarDay?
  ) {
    self.id = id
    self.name = name
    self.secret = secret
    self.scopes = scopes
    userID = user
    self.createdAt = createdAt
    self.expiresAt = expiresAt
  }

  /// Whether its last day has gone by: it is dead from 00:00 UTC of the day on which it expires.
  package func isExpired(at now: Date) -> Bool {
    expiresAt.map { $0.start <= now } ?? false
  }

  /// Whether it still logs in.
  package func isLive(at now: Date) -> Bool {
    !isRevoked && !isExpired(at: now)
  }
}
