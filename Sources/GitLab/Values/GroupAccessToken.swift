package import Foundation
package import Wire

/// An access token of a group, as listed: everything but its secret, which only its creation shows.
///
/// Names are not unique; the id alone identifies a token.
package struct GroupAccessToken: Sendable, Hashable, Identifiable {
  package let id: Int
  package let name: String
  package let description: String?
  package let revoked: Bool
  /// GitLab's own word; false as well from the day of expiry on.
  package let active: Bool
  package let createdAt: Date?
  /// Refreshed every 10 minutes at most, by older versions once a day; nil if never used.
  package let lastUsedAt: Date?
  /// The day at whose beginning in UTC the token dies; nil if never.
  package let expiresAt: CivilDate?
  package let scopes: [String]
  /// The bot user that bears the token.
  package let userID: Int?
  /// The level in the group: 10 Guest, 20 Reporter, 30 Developer, 40 Maintainer, 50 Owner.
  package let accessLevel: Int?

  /// A token of its parts.
  package init(
    id: Int,
    name: String,
    description: String? = nil,
    revoked: Bool = false,
    active: Bool = true,
    createdAt: Date? = nil,
    lastUsedAt: Date? = nil,
    expiresAt: CivilDate? = nil,
    scopes: [String],
    userID: Int? = nil,
    accessLevel: Int? = nil
  ) {
    self.id = id
    self.name = name
    self.description = description
    self.revoked = revoked
    self.active = active
    self.createdAt = createdAt
    self.lastUsedAt = lastUsedAt
    self.expiresAt = expiresAt
    self.scopes = scopes
    self.userID = userID
    self.accessLevel = accessLevel
  }

  /// Whether the day of its expiry has begun in UTC.
  package func isExpired(at instant: Date) -> Bool {
    expiresAt.map { $0.startInUTC <= instant } ?? false
  }

  /// Whether it opens anything: neither revoked nor expired.
  package func isLive(at instant: Date) -> Bool {
    !revoked && !isExpired(at: instant)
  }
}

extension GroupAccessToken: Decodable {
  private enum Key: String, CodingKey {
    case id, name, description, revoked, active, scopes
    case createdAt = "created_at"
    case lastUsedAt = "last_used_at"
    case expiresAt = "expires_at"
    case userID = "user_id"
    case accessLevel = "access_level"
  }

  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: Key.self)
    id = try fields.decode(Int.self, forKey: .id)
    name = try fields.decode(String.self, forKey: .name)
    description = try fields.decodeIfPresent(String.self, forKey: .description)
    revoked = try fields.decode(Bool.self, forKey: .revoked)
    active = try fields.decode(Bool.self, forKey: .active)
    createdAt = try fields.instant(.createdAt)
    lastUsedAt = try fields.instant(.lastUsedAt)
    // Its absence must not read as a token without expiry.
    expiresAt = try fields.day(.expiresAt)
    scopes = try fields.decode([String].self, forKey: .scopes)
    userID = try fields.decodeIfPresent(Int.self, forKey: .userID)
    accessLevel = try fields.decodeIfPresent(Int.self, forKey: .accessLevel)
  }
}
