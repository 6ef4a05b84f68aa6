/// What a GitLab holds, as a plain value: built, copied and broken before any server runs.
package struct GitLabWorld: Sendable {
  /// All users by number.
  package private(set) var users: [Int: GitLabUser] = [:]
  /// All groups by number.
  package private(set) var groups: [Int: GitLabGroup] = [:]
  /// All tokens by number.
  package private(set) var tokens: [Int: GitLabToken] = [:]
  /// Grows with every change of a group.
  private(set) var groupRevision = 0

  private var groupsByPath: [String: Int] = [:]
  private var tokensBySecret: [String: Int] = [:]
  private var tokensByGroup: [Int: Set<Int>] = [:]
  private var latestID = 0

  /// A GitLab with nobody and nothing in it.
  package init() {}

  /// The group at a full path, whatever its case.
  package func group(at path: String) -> GitLabGroup? {
    groupsByPath[path.lowercased()].flatMap { groups[$0] }
  }

  /// All tokens of a group, revoked and expired ones too, oldest first.
  package func tokens(of group: Int) -> [GitLabToken] {
    (tokensByGroup[group] ?? []).sorted().compactMap { tokens[$0] }
  }

  /// The token that a secret belongs to, also where it is revoked or expired.
  package func token(holding secret: String) -> GitLabToken? {
    tokensBySecret[secret].flatMap { tokens[$0] }
  }

  /// A number that nothing has yet.
  package mutating func newID() -> Int {
    latestID += 1
    return latestID
  }

  /// Puts in a user, in the place of the one with its number.
  package mutating func put(_ user: GitLabUser) {
    users[user.id] = user
    latestID = max(latestID, user.id)
  }

  /// Puts in a group, in the place of the one with its number; the groups below follow where its path changed.
  package mutating func put(_ group: GitLabGroup) {
    let old = groups[group.id]
    if let old { groupsByPath[old.fullPath.lowercased()] = nil }
    groups[group.id] = group
    groupsByPath[group.fullPath.lowercased()] = group.id
    latestID = max(latestID, group.id)
    groupRevision += 1
    guard let old, (old.fullPath, old.fullName) != (group.fullPath, group.fullName) else { return }
    for var child in groups.values where child.parentID == group.id {
      child.fullPath = "\(group.fullPath)/\(child.path)"
      child.fullName = "\(group.fullName) / \(child.name)"
      put(child)
    }
  }

  /// Takes out a group with its tokens and all groups below it.
  package mutating func remove(_ group: GitLabGroup) {
    for child in groups.values where child.parentID == group.id { remove(child) }
    for token in tokens(of: group.id) { remove(token) }
    groups[group.id] = nil
    groupsByPath[group.fullPath.lowercased()] = nil
    groupRevision += 1
  }

  /// Puts in a token, in the place of the one with its number; a group's token comes with its bot.
  package mutating func put(_ token: GitLabToken) {
    if let old = tokens[token.id] { tokensBySecret[old.secret] = nil }
    tokens[token.id] = token
    tokensBySecret[token.secret] = token.id
    latestID = max(latestID, token.id)
    guard let group = token.groupID else { return }
    tokensByGroup[group, default: []].insert(token.id)
    if users[token.userID] == nil { put(GitLabUser(botOf: token, group: group)) }
  }

  /// Takes out a token, as if it had never been.
  package mutating func remove(_ token: GitLabToken) {
    tokens[token.id] = nil
    tokensBySecret[token.secret] = nil
    if let group = token.groupID { tokensByGroup[group]?.remove(token.id) }
  }

  /// Takes out a user with all its tokens.
  package mutating func remove(_ user: GitLabUser) {
    for token in tokens.values where token.userID == user.id { remove(token) }
    users[user.id] = nil
  }
}
