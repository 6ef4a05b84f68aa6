import Foundation

// Reading tokens.
extension GitLabInstance {
  /// The levels that a member or a token can have, Guest to Owner.
  static let accessLevels = [10, 15, 20, 25, 30, 40, 50]

  /// The tokens of one group, not of those below it.
  ///
  /// - Throws: ``GitLabError/unauthorized`` for a member who is no Owner: not 403, and easily taken for a dead token.
  func listTokens(of id: String, _ request: SandboxRequest, _ caller: GitLabCaller) throws -> SandboxAnswer {
    let group = try group(id, caller)
    try requireOwner(caller, of: group)
    var form = GitLabForm(request)
    let state = form.choice("state", TokenState.self)
    let isRevoked = form.flag("revoked")
    let order = form.choice("sort", TokenOrder.self)
    let page = GitLabPage(request, &form)
    try form.check()
    let search = form.text("search").map { FuzzySearch($0) }
    let today = CalendarDay(of: now())
    var tokens = world.tokens(of: group.id).filter { token in
      (state?.holds(token, today) ?? true) && (isRevoked ?? token.isRevoked) == token.isRevoked
        && (search?.finds([token.name]) ?? true)
    }
    if let order { tokens.sort(by: order.precedes) }
    return page.answer(
      tokens,
      externalURL: settings.externalURL,
      maximumCount: settings.maximumCount,
      show: entity
    )
  }

  func showToken(_ id: String, of groupID: String, _ caller: GitLabCaller) throws -> SandboxAnswer {
    let group = try group(groupID, caller)
    try requireOwner(caller, of: group)
    return .json(200, entity(of: try token(id, of: group)))
  }

  /// The token of that number in that group.
  ///
  /// - Throws: ``GitLabError/tokenNotFound``, also for another group's.
  func token(_ id: String, of group: GitLabGroup) throws -> GitLabToken {
    guard let token = Int(id).flatMap({ world.tokens[$0] }), token.groupID == group.id else {
      throw GitLabError.tokenNotFound
    }
    return token
  }

  private func requireOwner(_ caller: GitLabCaller, of group: GitLabGroup) throws {
    guard world.level(of: caller, in: group) >= 50 else { throw GitLabError.unauthorized }
  }

  /// A token as every answer shows it; only those of create and rotate add the secret.
  func entity(of token: GitLabToken) -> JSONValue {
    var entity: JSONValue = [
      "id": .integer(token.id), "name": .string(token.name), "description": .string(token.note),
      "revoked": .bool(token.isRevoked), "active": .bool(token.isLive(at: now())),
      "created_at": .string(Timestamp.gitlab(token.createdAt)),
      "scopes": .array(token.scopes.map(JSONValue.string)), "user_id": .integer(token.userID),
    ]
    entity["last_used_at"] = token.lastUsedAt.map { .string(Timestamp.gitlab($0)) } ?? .null
    entity["expires_at"] = token.expiresAt.map { .string($0.text) } ?? .null
    if let group = token.groupID {
      entity["access_level"] = .integer(token.level)
      entity["resource_type"] = "group"
      entity["resource_id"] = .integer(group)
    }
    return entity
  }

  func entityWithSecret(of token: GitLabToken) -> JSONValue {
    var entity = entity(of: token)
    entity["token"] = .string(token.secret)
    return entity
  }
}

/// The filter `state`, which is not quite what it says: a token that expires today is dead, and is in neither list.
private enum TokenState: String {
  case active, inactive

  func holds(_ token: GitLabToken, _ today: CalendarDay) -> Bool {
    switch self {
    case .active: !token.isRevoked && token.expiresAt.map { $0 > today } ?? true
    case .inactive: token.isRevoked || token.expiresAt.map { $0 < today } ?? false
    }
  }
}

private enum TokenOrder: String {
  case createdUpwards = "created_asc"
  case createdDownwards = "created_desc"
  case expiresUpwards = "expires_asc"
  case expiresDownwards = "expires_desc"
  case nameUpwards = "name_asc"
  case nameDownwards = "name_desc"

  func precedes(_ first: GitLabToken, _ second: GitLabToken) -> Bool {
    let never = CalendarDay(of: .distantFuture)
    return switch self {
    case .createdUpwards: first.createdAt < second.createdAt
    case .createdDownwards: first.createdAt > second.createdAt
    case .expiresUpwards: first.expiresAt ?? never < second.expiresAt ?? never
    case .expiresDownwards: first.expiresAt ?? never > second.expiresAt ?? never
    case .nameUpwards: first.name < second.name
    case .nameDownwards: first.name > second.name
    }
  }
}
