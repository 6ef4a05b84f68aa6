import Foundation
import HTTP

// The rules about making, reading and revoking tokens.
extension GitLabTrial {
  func newToken() async throws {
    let made = try await makeToken()
    try require(made.active && !made.revoked && made.accessLevel == 20, "a live Reporter")
    try require(made.scopes == ["read_registry"] && made.expiresAt == (try day(30)), "what was asked for")
    try require(!(made.token ?? "").isEmpty && made.lastUsedAt == nil, "a secret that was never used")
    let other = try await makeToken()
    try require(other.userId != made.userId && other.token != made.token, "another bot and another secret")
    let shown = try await gitlab.get(tokens(made.id)).decoded(as: TokenEntity.self)
    try require(shown.id == made.id && shown.token == nil, "no secret when it is read")
    try require(try await list().allSatisfy { $0.token == nil }, "no secret in the list")
  }

  func namesakes() async throws {
    let ids = [try await makeToken("same").id, try await makeToken("same").id]
    let listed = try await list()
    try require(listed.map(\.id) == ids && listed.allSatisfy { $0.active && $0.name == "same" }, "both, by number")
  }

  func tokenDefaults() async throws {
    let body = #"{"name": "plain", "scopes": ["read_api"], "expires_at": "\#(try day(5))"}"#
    let made = try await gitlab.send(.post, tokens(), body).decoded(201, as: TokenEntity.self)
    try require(made.accessLevel == 40, "the level 40")
    let strange = tokenBody("strange", expiresAt: try day(5), level: 21)
    try await gitlab.send(.post, tokens(), strange).refused(400, error: "access_level does not have a valid value")
  }

  func lackingExpiry() async throws {
    let body = #"{"name": "endless", "scopes": ["read_registry"]}"#
    try await gitlab.send(.post, tokens(), body).refused(400, error: "expires_at is missing")
    try await gitlab.send(.post, tokens(), tokenBody("odd", expiresAt: "soon"))
      .refused(400, error: "expires_at is invalid")
  }

  func latestExpiry() async throws {
    let reply = try await gitlab.send(.post, tokens(), tokenBody("long", expiresAt: try day(5000)))
    let words = "400 Bad request - Expires at must be before "
    try reply.refused(400, message: words)
    let latest = reply.text.components(separatedBy: words).last?.prefix(10) ?? ""
    let made = try await gitlab.send(.post, tokens(), tokenBody("long", expiresAt: String(latest)))
      .decoded(201, as: TokenEntity.self)
    try require(made.expiresAt == String(latest), "the latest day itself")
  }

  func strangeScopes() async throws {
    for scope in ["sudo", "admin_mode", "read_user", "everything"] {
      let body = tokenBody("strange", scope: scope, expiresAt: try day(5))
      try await gitlab.send(.post, tokens(), body).refused(400, error: "scopes does not have a valid value")
    }
  }

  func anyScope() async throws {
    let made = try await makeToken()
    let reply = try await send(.get, "/personal_access_tokens/self", with: made)
    let own = try reply.decoded(as: TokenEntity.self)
    try reply.demand(own.id == made.id && own.expiresAt == made.expiresAt && own.token == nil, "the token itself")
    for path in ["/groups", "/groups/\(group.id)", "/version", tokens()] {
      try await send(.get, path, with: made).refused(403, error: "insufficient_scope")
    }
  }

  func revocation() async throws {
    let made = try await makeToken()
    for _ in 1...2 {
      let reply = try await gitlab.send(.delete, tokens(made.id))
      try reply.demand(reply.status == 204 && reply.text.isEmpty, "204 without a body")
    }
    try await send(.get, "/personal_access_tokens/self", with: made).refused(401, error: "invalid_token")
    let listed = try await list()
    try require(listed.map(\.id) == [made.id] && listed[0].revoked && !listed[0].active, "a revoked token")
  }

  func ownRevocation() async throws {
    let made = try await makeToken()
    let reply = try await send(.delete, "/personal_access_tokens/self", with: made)
    try reply.demand(reply.status == 204, "204")
    try await send(.get, "/personal_access_tokens/self", with: made).refused(401, error: "invalid_token")
  }

  func unknownTokenID() async throws {
    let child = try await makeBelow("child")
    let made = try await makeToken()
    for path in ["/groups/\(child.id)/access_tokens/\(made.id)", tokens(99_999_999)] {
      for method in [HTTPMethod.get, .delete] {
        let reply = try await gitlab.send(method, path)
        try reply.refused(404, message: "404")
      }
    }
    try require(try await list().allSatisfy(\.active), "the token to live on")
  }

  func states() async throws {
    let live = try await makeToken("live")
    let dead = try await makeToken("dead")
    _ = try await gitlab.send(.delete, tokens(dead.id))
    try require(try await list().map(\.id) == [live.id, dead.id], "both without a filter")
    try require(try await list("&state=active").map(\.id) == [live.id], "the live one")
    try require(try await list("&state=inactive").map(\.id) == [dead.id], "the dead one")
  }

  func tokenSearch() async throws {
    let found = try await makeToken("shop-dev-image-puller")
    _ = try await makeToken("other")
    try require(try await list("&search=DEV-image").map(\.id) == [found.id], "the one with that part")
  }

  func lastUse() async throws {
    let made = try await makeToken()
    _ = try await send(.get, "/personal_access_tokens/self", with: made)
    let used = try await gitlab.get(tokens(made.id)).decoded(as: TokenEntity.self)
    try require(used.lastUsedAt != nil, "the time of the use")
  }

  func maintainer() async throws {
    let member = try await makeToken("member", scope: "api", level: 40)
    try await send(.get, tokens(), with: member).refused(401, message: "401 Unauthorized")
    try await send(.get, tokens(member.id), with: member).refused(401, message: "401 Unauthorized")
    try await send(.post, tokens(), tokenBody("new", expiresAt: try day(5)), with: member)
      .refused(400, message: "User does not have permission to create group access token")
    try await send(.delete, tokens(member.id), with: member).refused(400, message: "cannot delete")
    try await send(.post, "\(tokens(member.id))/rotate", with: member).refused(401, message: "401 Unauthorized")
    try await send(.put, "/groups/\(group.id)", "{}", with: member).refused(403, message: "403 Forbidden")
    try await send(.delete, "/groups/\(group.id)", with: member).refused(403, message: "403 Forbidden")
  }

  func ownerBot() async throws {
    let owner = try await makeToken("owner", scope: "api", level: 50)
    let listed = try await send(.get, tokens(), with: owner).decoded(as: [TokenEntity].self)
    try require(listed.count == 1, "an Owner to read the list")
    try await send(.post, tokens(), tokenBody("new", expiresAt: try day(5)), with: owner)
      .refused(400, message: "User does not have permission to create group access token")
  }
}
