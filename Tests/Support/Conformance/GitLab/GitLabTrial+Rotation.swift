import HTTP

// The rules about rotating tokens, which driftcheck does not do: what it finds may have been rotated by others.
extension GitLabTrial {
  func rotation() async throws {
    let old = try await makeToken()
    let new = try await gitlab.send(.post, "\(tokens(old.id))/rotate", "{}").decoded(as: TokenEntity.self)
    try require(new.id != old.id && new.token != old.token, "another number and another secret")
    try require(new.userId == old.userId && new.name == old.name && new.scopes == old.scopes, "the same bot")
    try require(new.expiresAt == (try day(7)), "a life of seven days")
    try await send(.get, "/personal_access_tokens/self", with: old).refused(401, error: "invalid_token")
    _ = try await send(.get, "/personal_access_tokens/self", with: new).decoded(as: TokenEntity.self)
    try await gitlab.send(.post, "\(tokens(old.id))/rotate").refused(400, message: "Token already revoked")
    _ = try await send(.get, "/personal_access_tokens/self", with: new).decoded(as: TokenEntity.self)
  }

  func refusedRotation() async throws {
    let old = try await makeToken()
    let body = #"{"expires_at": "\#(try day(5000))"}"#
    try await gitlab.send(.post, "\(tokens(old.id))/rotate", body).refused(400, message: "must be before")
    _ = try await send(.get, "/personal_access_tokens/self", with: old).decoded(as: TokenEntity.self)
    try require(try await list().map(\.id) == [old.id], "no other token")
  }

  func ownRotation() async throws {
    let old = try await makeToken(scope: "self_rotate")
    let new = try await send(.post, "\(tokens())/self/rotate", with: old).decoded(as: TokenEntity.self)
    let third = try await send(.post, "/personal_access_tokens/self/rotate", with: new).decoded(as: TokenEntity.self)
    try require(Set([old, new, third].map(\.userId)).count == 1, "one bot for all three")
    try await gitlab.send(.post, "\(tokens())/self/rotate").refused(405, message: "405")
    let puller = try await makeToken()
    try await send(.post, "\(tokens())/self/rotate", with: puller).refused(403, error: "insufficient_scope")
  }

  func reuse() async throws {
    let old = try await makeToken(scope: "api", level: 50)
    let new = try await send(.post, "\(tokens())/self/rotate", with: old).decoded(as: TokenEntity.self)
    try await send(.get, "/groups", with: old).refused(401, error: "invalid_token")
    _ = try await send(.get, "/personal_access_tokens/self", with: new).decoded(as: TokenEntity.self)
    try await send(.post, "\(tokens())/self/rotate", with: old).refused(401, error: "invalid_token")
    try await send(.get, "/personal_access_tokens/self", with: new).refused(401, error: "invalid_token")
  }
}
