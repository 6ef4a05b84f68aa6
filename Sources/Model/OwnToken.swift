package import Foundation

/// The token that we ask GitLab with, as GitLab describes it.
package struct OwnToken: Sendable, Hashable {
  /// Nil where it is not known.
  package var id: Int?
  package var name: String
  package var scopes: Set<String>
  /// Whether its user is an administrator of the instance.
  package var isAdministrator: Bool
  /// 00:00 UTC of its expiry date, from which on it is dead; nil for never.
  package var diesAt: Date?

  package init(id: Int? = nil, name: String, scopes: Set<String>, isAdministrator: Bool = false, diesAt: Date?) {
    self.id = id
    self.name = name
    self.scopes = scopes
    self.isAdministrator = isAdministrator
    self.diesAt = diesAt
  }

  /// The scope without which an administrator's token has no administrator's rights where Admin Mode is on
  /// (GitLab: `lib/gitlab/auth.rb`, `ADMIN_SCOPES`).
  package static let adminModeScope = "admin_mode"

  /// Whether no group is hidden from it, so that GitLab's 404 means that there is none.
  package var seesEveryGroup: Bool {
    isAdministrator && !mayLackAdminMode
  }

  /// Whether Admin Mode, if it is on, keeps it from what its user may do.
  package var mayLackAdminMode: Bool {
    isAdministrator && !scopes.contains(OwnToken.adminModeScope)
  }
}
