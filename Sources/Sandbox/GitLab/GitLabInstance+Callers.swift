import Foundation

extension SandboxRequest {
  /// The token that the request bears: the query wins over the header, the header over Bearer.
  var gitlabToken: String? {
    if let token = query["private_token"], !token.isEmpty { return token }
    if !privateToken.isEmpty { return privateToken }
    guard authorization.hasPrefix("Bearer ") else { return nil }
    return String(authorization.dropFirst("Bearer ".count))
  }
}

// Who calls, and whether the token may be used for what is asked.
extension GitLabInstance {
  /// The caller of `request`, nil where it bears no token.
  ///
  /// - Throws: ``GitLabError`` where the token is unknown, expired, revoked or lacks the scope.
  func caller(of request: SandboxRequest, at route: GitLabRoute?) throws -> GitLabCaller? {
    guard let secret = request.gitlabToken else { return nil }
    guard let token = world.token(holding: secret), let user = world.users[token.userID] else {
      throw GitLabError.unauthorized
    }
    // In this order, so that a token that is both reads as expired.
    if token.isExpired(at: now()) { throw GitLabError.expiredToken }
    if token.isRevoked {
      if let route, route.detectsReuse { revokeSuccessor(of: token) }
      throw GitLabError.revokedToken
    }
    if let scopes = route?.scopes(request.method), Set(scopes).isDisjoint(with: token.scopes) {
      throw GitLabError.insufficientScope(scopes)
    }
    noteUse(of: token)
    return GitLabCaller(
      user: user,
      token: token,
      isAdministrator: user.isAdministrator && (!settings.adminMode || token.scopes.contains("admin_mode"))
    )
  }

  /// Writes down that a token was used, but not at every use.
  func noteUse(of token: GitLabToken) {
    let interval = TimeInterval(settings.lastUsedInterval)
    if let last = token.lastUsedAt, now().timeIntervalSince(last) < interval { return }
    var used = token
    used.lastUsedAt = now()
    world.put(used)
  }

  /// A revoked token that asks to be rotated was stolen: the live end of its chain dies.
  private func revokeSuccessor(of token: GitLabToken) {
    var end = token
    while let id = end.successorID, let next = world.tokens[id] { end = next }
    end.isRevoked = true
    world.put(end)
  }

  /// The group that `id` names, a number or a full path of any case.
  ///
  /// - Throws: ``GitLabError/groupNotFound``, also where the caller may not know of the group.
  func group(_ id: String, _ caller: GitLabCaller?) throws -> GitLabGroup {
    let isNumber = !id.isEmpty && id.allSatisfy { "0123456789".contains($0) }
    let found = isNumber ? Int(id).flatMap { world.groups[$0] } : world.group(at: id)
    guard let found, world.canRead(found, as: caller) else { throw GitLabError.groupNotFound }
    return found
  }
}
