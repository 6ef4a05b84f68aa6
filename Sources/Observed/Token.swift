import Foundation
import GitLab
import Model
import Wire

extension LiveToken {
  /// The token as the comparison sees it.
  init(_ token: GroupAccessToken) {
    self.init(
      id: token.id,
      name: token.name,
      scopes: Set(token.scopes),
      level: token.accessLevel,
      isRevoked: token.revoked,
      createdAt: token.createdAt,
      diesAt: token.expiresAt?.startInUTC,
      lastUsedAt: token.lastUsedAt
    )
  }
}
