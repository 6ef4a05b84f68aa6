import Foundation

// Making, rotating and revoking tokens.
extension GitLabInstance {
  /// Makes a token with a bot of its own; names may repeat.
  ///
  /// - Throws: ``GitLabError``; who lacks the right gets 400, not 403.
  func createToken(in id: String, _ request: SandboxRequest, _ caller: GitLabCaller) throws -> SandboxAnswer {
    let group = try group(id, caller)
    var form = GitLabForm(request)
    form.require("name")
    form.require("scopes")
    if settings.requiresExpiry { form.require("expires_at") }
    let scopes = form.list("scopes", among: Self.tokenScopes)
    let expiresAt = form.day("expires_at")
    let level = form.number("access_level", where: Self.accessLevels.contains) ?? 40
    try form.check()
    guard !caller.user.isBot, world.level(of: caller, in: group) >= 50 else {
      throw GitLabError.badRequest("User does not have permission to create group access token")
    }
    guard !scopes.isEmpty else { throw GitLabError.badRequest("Scopes can't be blank") }
    try requireAllowed(expiresAt)
    let tokenID = world.newID()
    var made = GitLabToken(
      id: tokenID,
      name: form.text("name") ?? "",
      secret: Identifiers.token("gitlab/\(tokenID)"),
      scopes: scopes,
      group: group.id,
      level: level,
      createdAt: now(),
      expiresAt: expiresAt
    )
    made.userID = world.newID()
    made.note = form.text("description") ?? ""
    world.put(made)
    return .json(201, entityWithSecret(of: made))
  }

  /// Rotates a group's token, also an expired one; the old one is dead at once.
  ///
  /// - Throws: ``GitLabError``; only an administrator is told that there is no such token.
  func rotateToken(_ id: String, of groupID: String, _ request: SandboxRequest, _ caller: GitLabCaller) throws
    -> SandboxAnswer
  {
    let group = try group(groupID, caller)
    guard world.level(of: caller, in: group) >= 50, let token = try? token(id, of: group) else {
      throw caller.isAdministrator ? GitLabError.notFound : GitLabError.unauthorized
    }
    return try rotate(token, request)
  }

  /// Rotates the very token that the request bears.
  func rotateOwnToken(in groupID: String, _ request: SandboxRequest, _ caller: GitLabCaller) throws
    -> SandboxAnswer
  {
    let group = try group(groupID, caller)
    guard let own = caller.token.groupID else { throw GitLabError.wrongKindOfToken }
    guard own == group.id else { throw GitLabError.unauthorized }
    return try rotate(caller.token, request)
  }

  /// Puts a token with a new number and secret in the place of `token`, seven days long unless told otherwise.
  func rotate(_ token: GitLabToken, _ request: SandboxRequest) throws -> SandboxAnswer {
    var form = GitLabForm(request)
    let expiresAt = form.day("expires_at") ?? CalendarDay(of: now()).adding(days: 7)
    try form.check()
    guard !token.isRevoked else { throw GitLabError.badRequest("Token already revoked") }
    try requireAllowed(expiresAt)
    var successor = token
    successor.id = world.newID()
    successor.secret = Identifiers.token("gitlab/\(successor.id)")
    successor.createdAt = now()
    successor.lastUsedAt = nil
    successor.expiresAt = expiresAt
    var old = token
    old.isRevoked = true
    old.successorID = successor.id
    world.put(old)
    world.put(successor)
    return .json(200, entityWithSecret(of: successor))
  }

  /// Revokes a group's token; again and again, as long as its bot is there.
  ///
  /// - Throws: ``GitLabError``; who lacks the right gets 400.
  func revokeToken(_ id: String, of groupID: String, _ caller: GitLabCaller) throws -> SandboxAnswer {
    let group = try group(groupID, caller)
    let token = try token(id, of: group)
    guard world.level(of: caller, in: group) >= 50 else {
      let bot = world.users[token.userID]?.username ?? token.name
      throw GitLabError.badRequest("\(caller.user.username) cannot delete \(bot)")
    }
    return revoke(token)
  }

  func revoke(_ token: GitLabToken) -> SandboxAnswer {
    if settings.deletesBotsOnRevoke, let bot = world.users[token.userID], bot.isBot {
      world.remove(bot)
    } else {
      var revoked = world.tokens[token.id] ?? token
      revoked.isRevoked = true
      world.put(revoked)
    }
    return SandboxAnswer(code: 204, contentType: "application/json", body: Data())
  }

  private func requireAllowed(_ expiresAt: CalendarDay?) throws {
    let latest = CalendarDay(of: now()).adding(days: settings.maximumLifetime)
    guard let expiresAt, expiresAt > latest else { return }
    throw GitLabError.badRequest("Expires at must be before \(latest.text)")
  }

  /// The scopes that a group's token can have: no administrator's, and not `read_user`.
  private static let tokenScopes: Set = [
    "api", "read_api", "create_runner", "manage_runner", "k8s_proxy", "self_rotate", "read_repository",
    "write_repository", "read_registry", "write_registry", "read_virtual_registry", "write_virtual_registry",
    "read_observability", "write_observability", "ai_features",
  ]
}
