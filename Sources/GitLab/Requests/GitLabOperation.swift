/// What is done to which object: the subject of every error.
package enum GitLabOperation: Sendable, Hashable {
  /// All groups that we may see, or those below a group, nested ones too.
  case listGroups(below: String?)
  case readGroup(path: String)
  case listAccessTokens(of: GroupReference)
  /// Reads the token that we ask with.
  case readOwnToken
  /// Reads a token by showing its secret; `holder` says in words where that secret is kept.
  case readToken(holder: String)
  case readUser
  case readVersion
  case createGroup(path: String)
  case setVisibility(of: GroupReference)
  case createAccessToken(name: String, in: GroupReference)
  case revokeAccessToken(id: Int, in: GroupReference)
}

extension GitLabOperation: CustomStringConvertible {
  /// The operation in words: `list the access tokens of the group shop (id 42)`.
  package var description: String {
    switch self {
    case .listGroups(below: nil): "list the groups"
    case .listGroups(below: let parent?): "list the groups below \(parent)"
    case .readGroup(let path): "read the group \(path)"
    case .listAccessTokens(let group): "list the access tokens of the group \(group.fullPath) (id \(group.id))"
    case .readOwnToken: "read our own token"
    case .readToken(let holder): "try the token in \(holder)"
    case .readUser: "read the user of our token"
    case .readVersion: "read GitLab's version"
    case .createGroup(let path): "create the group \(path)"
    case .setVisibility(let group): "set the visibility of the group \(group.fullPath) (id \(group.id))"
    case .createAccessToken(let name, let group):
      "create the access token \(name) in the group \(group.fullPath) (id \(group.id))"
    case .revokeAccessToken(let id, let group):
      "revoke the access token with the id \(id) of the group \(group.fullPath) (id \(group.id))"
    }
  }
}

extension GitLabOperation {
  /// The role that it takes, in words, where a role decides: `Owner on the group shop`.
  package var requiredRole: String? {
    switch self {
    case .listAccessTokens(let group), .setVisibility(let group), .createAccessToken(_, let group),
      .revokeAccessToken(_, let group):
      "Owner on the group \(group.fullPath)"
    // Whoever is an Owner there is one of all groups below it.
    case .listGroups(below: let parent?): "Owner on the group \(parent)"
    case .createGroup(let path): GroupPath(path)?.parent.map { "Maintainer on the group \($0.text)" }
    case .listGroups(below: nil), .readGroup, .readOwnToken, .readToken, .readUser, .readVersion: nil
    }
  }

  /// Whether a 401 without a reason may speak of the role instead of the token (GitLab:
  /// `lib/api/resource_access_tokens.rb`).
  var hidesRole: Bool {
    switch self {
    case .listAccessTokens: true
    case .listGroups, .readGroup, .readOwnToken, .readToken, .readUser, .readVersion, .createGroup, .setVisibility,
      .createAccessToken, .revokeAccessToken:
      false
    }
  }

  /// Whether a 400 may speak of the role, with these words in it (GitLab: `app/services/resource_access_tokens`).
  var wordsOfMissingRole: String? {
    switch self {
    case .createAccessToken: "does not have permission"
    case .revokeAccessToken: "cannot delete"
    case .listGroups, .readGroup, .listAccessTokens, .readOwnToken, .readToken, .readUser, .readVersion, .createGroup,
      .setVisibility:
      nil
    }
  }

  /// Whether a success shows a secret, so that nothing of it is ever quoted.
  var answersSecret: Bool {
    switch self {
    case .createAccessToken: true
    case .listGroups, .readGroup, .listAccessTokens, .readOwnToken, .readToken, .readUser, .readVersion, .createGroup,
      .setVisibility, .revokeAccessToken:
      false
    }
  }

  /// The least scope with which a token may do it (GitLab: "Access token scopes").
  var leastScope: String {
    switch self {
    case .listGroups, .readGroup, .listAccessTokens, .readOwnToken, .readToken, .readUser, .readVersion: "read_api"
    case .createGroup, .setVisibility, .createAccessToken, .revokeAccessToken: "api"
    }
  }
}
