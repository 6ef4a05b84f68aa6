/// Somebody who has an account in the sandbox's GitLab.
package struct GitLabUser: Sendable, Hashable {
  /// The only lasting identity.
  package var id: Int
  /// The name that logs in; unique, and a path that no group can have.
  package var username: String
  /// The name that people read.
  package var name: String
  /// Whether it may do everything everywhere.
  package var isAdministrator = false
  /// Whether it was made with a group's token.
  package var isBot = false
  /// The access level by group; a group's members are members of all groups below it.
  package var memberships: [Int: Int] = [:]

  /// Describes a person.
  package init(
    id: Int,
    username: String,
    name: String,
    isAdministrator: Bool = false,
    memberships: [Int: Int] = [:]
  ) {
    self.id = id
    self.username = username
    self.name = name
    self.isAdministrator = isAdministrator
    self.memberships = memberships
  }

  /// The bot that acts for `token`, a token of the group `group`.
  init(botOf token: GitLabToken, group: Int) {
    let suffix = Identifiers.uid("bot/\(token.userID)").replacing("-", with: "")
    self.init(id: token.userID, username: "group_\(group)_bot_\(suffix)", name: token.name)
    isBot = true
  }
}

/// Who sends a request: a user, by one of its tokens.
struct GitLabCaller: Sendable {
  var user: GitLabUser
  var token: GitLabToken
  /// Whether it acts as administrator: with admin mode on, the token needs a scope for that.
  var isAdministrator: Bool

  /// The access level by group: that of a bot stands in its token.
  var memberships: [Int: Int] {
    token.groupID.map { [$0: token.level] } ?? user.memberships
  }
}
