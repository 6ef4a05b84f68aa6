package import Foundation
package import Wire

/// What `/personal_access_tokens/self` says of the token that asks, whatever its scopes are.
package struct TokenInformation: Sendable, Hashable {
  package let id: Int
  package let name: String
  package let scopes: [String]
  /// The day at whose beginning in UTC the token dies; nil if never.
  package let expiresAt: CivilDate?
  package let userID: Int?
  package let createdAt: Date?

  /// Information of its parts.
  package init(
    id: Int,
    name: String,
    scopes: [String],
    expiresAt: CivilDate? = nil,
    userID: Int? = nil,
    createdAt: Date? = nil
  ) {
    self.id = id
    self.name = name
    self.scopes = scopes
    self.expiresAt = expiresAt
    self.userID = userID
    self.createdAt = createdAt
  }
}

/// What the server thinks of a secret that was shown to it.
package enum TokenState: Sendable, Hashable {
  case alive(TokenInformation)
  case dead(TokenFault)
}

/// Why the server does not accept a token.
package enum TokenFault: Sendable, Hashable {
  case expired
  /// Revoked and not expired: GitLab tests the expiry first.
  case revoked
  /// Unknown to this API: mistyped, deleted, of another server, or a deploy token.
  case unknown
}

extension TokenInformation: Decodable {
  private enum Key: String, CodingKey {
    case id, name, scopes
    case expiresAt = "expires_at"
    case userID = "user_id"
    case createdAt = "created_at"
  }

  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: Key.self)
    id = try fields.decode(Int.self, forKey: .id)
    name = try fields.decode(String.self, forKey: .name)
    scopes = try fields.decode([String].self, forKey: .scopes)
    expiresAt = try fields.day(.expiresAt)
    userID = try fields.decodeIfPresent(Int.self, forKey: .userID)
    createdAt = try fields.instant(.createdAt)
  }
}
