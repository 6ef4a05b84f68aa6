/// What a path of the API names.
///
/// A group is named by its number or its URL-encoded full path.
enum GitLabRoute: Hashable {
  case version
  case metadata
  case user
  case groups
  case group(String)
  case subgroups(String)
  case descendants(String)
  case restoration(String)
  case tokens(group: String)
  case token(group: String, id: String)
  case rotation(group: String, id: String)
  case ownToken
  case ownRotation

  /// Reads the segments after `/api/v4`, percent decoding done; nil for a path of nothing.
  init?(_ path: ArraySlice<String>) {
    let path = Array(path)
    switch (path.count, path.first) {
    case (1, "version"): self = .version
    case (1, "metadata"): self = .metadata
    case (1, "user"): self = .user
    case (2, "personal_access_tokens") where path[1] == "self": self = .ownToken
    case (3, "personal_access_tokens") where path[1] == "self" && path[2] == "rotate": self = .ownRotation
    case (1, "groups"): self = .groups
    case (2, "groups"): self = .group(path[1])
    case (3, "groups") where path[2] == "subgroups": self = .subgroups(path[1])
    case (3, "groups") where path[2] == "descendant_groups": self = .descendants(path[1])
    case (3, "groups") where path[2] == "restore": self = .restoration(path[1])
    case (3, "groups") where path[2] == "access_tokens": self = .tokens(group: path[1])
    case (4, "groups") where path[2] == "access_tokens": self = .token(group: path[1], id: path[3])
    case (5, "groups") where path[2] == "access_tokens" && path[4] == "rotate":
      self = .rotation(group: path[1], id: path[3])
    default: return nil
    }
  }

  /// The scopes of which a token must have one, nil where any token will do.
  func scopes(_ method: String) -> [String]? {
    let isReading = ["GET", "HEAD"].contains(method)
    switch self {
    case .ownToken: return nil
    case .ownRotation, .rotation(_, "self"): return ["api", "self_rotate"]
    case .user: return isReading ? ["api", "read_api", "read_user"] : ["api"]
    case .version, .metadata, .groups, .group, .subgroups, .descendants, .restoration, .tokens, .token, .rotation:
      return isReading ? ["api", "read_api"] : ["api"]
    }
  }

  /// Whether a revoked token that asks for this was stolen, as GitLab sees it.
  var detectsReuse: Bool {
    switch self {
    case .rotation, .ownRotation: true
    case .version, .metadata, .user, .groups, .group, .subgroups, .descendants, .restoration, .tokens, .token,
      .ownToken:
      false
    }
  }
}
