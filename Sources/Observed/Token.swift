import Foundation
import GitLab
import Model
import Wire

extension LiveToken {
  /// What nearly all tokens here may do, so that one set stands for all of them.
  private static let usualScopes = (list: ["read_registry"], set: Set(["read_registry"]))

  /// The token as the comparison sees it.
  init(_ token: GroupAccessToken) {
    self.init(
      id: token.id,
      name: token.name,
      description: token.description,
      scopes: token.scopes == LiveToken.usualScopes.list ? LiveToken.usualScopes.set : Set(token.scopes),
      level: token.accessLevel,
      isRevoked: token.revoked,
      createdAt: token.createdAt,
      diesAt: token.expiresAt?.startInUTC,
      lastUsedAt: token.lastUsedAt
    )
  }
}
