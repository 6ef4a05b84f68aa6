import Foundation
import GitLab
import Model

extension LiveToken {
  /// The token as the comparison sees it.
  ///
  /// One of unknown age counts as old, so that a third of its life never shortens the notice; one of unknown level counts
  /// as level 0, which is lacking.
  init(_ token: GroupAccessToken) {
    self.init(
      id: token.id,
      name: token.name,
      scopes: Set(token.scopes),
      level: token.accessLevel ?? 0,
      isRevoked: token.revoked,
      createdAt: token.createdAt ?? .distantPast,
      diesAt: token.expiresAt?.startInUTC,
      lastUsedAt: token.lastUsedAt
    )
  }
}
