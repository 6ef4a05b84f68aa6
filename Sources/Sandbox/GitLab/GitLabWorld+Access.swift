// Who sees and may do what: administrators everything, members by their level, everybody else what is open.
extension GitLabWorld {
  /// The access level that `caller` has in `group` by membership there or in a group above it; 0 for none.
  func memberLevel(of caller: GitLabCaller, in group: GitLabGroup) -> Int {
    caller.memberships.filter { membership in groups[membership.key].map(group.isWithin) ?? false }
      .values.max() ?? 0
  }

  /// The access level that counts when `caller` wants to do something: an administrator is as good as an Owner.
  func level(of caller: GitLabCaller, in group: GitLabGroup) -> Int {
    caller.isAdministrator ? 50 : memberLevel(of: caller, in: group)
  }

  /// Whether `caller` is a member of `group`, of one above it or of one below it.
  func belongs(_ caller: GitLabCaller, to group: GitLabGroup) -> Bool {
    caller.memberships.keys.contains { id in
      groups[id].map { group.isWithin($0) || $0.isWithin(group) } ?? false
    }
  }

  /// Whether `caller`, nil for somebody without a token, may know that `group` exists.
  func canRead(_ group: GitLabGroup, as caller: GitLabCaller?) -> Bool {
    guard let caller else { return group.visibility == .everybody }
    if caller.isAdministrator || group.visibility == .everybody { return true }
    return (group.visibility == .loggedIn && !caller.user.isBot) || belongs(caller, to: group)
  }
}
