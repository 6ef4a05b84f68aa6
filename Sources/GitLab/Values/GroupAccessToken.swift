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

extension GroupAccessToken: JSONReadable {
  package init(reading json: inout JSONReader) throws {
    var (id, name, description, scopes): (Int?, String?, String?, [String]?)
    var (revoked, active): (Bool?, Bool?)
    var (createdAt, lastUsedAt): (Date?, Date?)
    var (userID, accessLevel): (Int?, Int?)
    // Its absence must not read as a token without expiry.
    var expiresAt: CivilDate??
    try json.fields { field, value in
      switch field {
      case "id": id = try value.integer()
      case "name": name = try value.string()
      case "description": description = try value.stringOrNull()
      case "revoked": revoked = try value.bool()
      case "active": active = try value.bool()
      case "created_at": createdAt = try value.instantOrNull()
      case "last_used_at": lastUsedAt = try value.instantOrNull()
      case "expires_at": expiresAt = .some(try value.dayOrNull())
      case "scopes": scopes = try value.listOfTexts()
      case "user_id": userID = try value.takeNull() ? nil : value.integer()
      case "access_level": accessLevel = try value.takeNull() ? nil : value.integer()
      case _: break
      }
    }
    self.init(
      id: try JSONReader.required(id, "id"),
      name: try JSONReader.required(name, "name"),
      description: description,
      revoked: try JSONReader.required(revoked, "revoked"),
      active: try JSONReader.required(active, "active"),
      createdAt: createdAt,
      lastUsedAt: lastUsedAt,
      expiresAt: try JSONReader.required(expiresAt, "expires_at"),
      scopes: try JSONReader.required(scopes, "scopes"),
      userID: userID,
      accessLevel: accessLevel
    )
  }
}
