import HTTP
import Secrets
import TestSupport
import Testing
import Wire

@testable import GitLab

@Suite("The state of tokens that others hold, against a server")
struct TokenStateTests {
  /// Answers by the token that asks.
  func gitlab() throws -> TestGitLab {
    try TestGitLab { request in
      switch request.field("PRIVATE-TOKEN") {
      case "glpat-alive":
        .json(
          #"{"id":5,"name":"shop-dev-image-puller","scopes":["read_registry"],"user_id":170,"expires_at":"2027-01-01"}"#
        )
      case "glpat-expired":
        .json(#"{"error":"invalid_token","error_description":"Token is expired. Re-authorize."}"#, status: 401)
      case "glpat-revoked":
        .json(#"{"error":"invalid_token","error_description":"Token was revoked. Re-authorize."}"#, status: 401)
      case "glpat-blocked": .json(#"{"message":"403 Forbidden - Your account is blocked"}"#, status: 403)
      case "gldt-deploy-token": .json(#"{"message":"401 Unauthorized"}"#, status: 401)
      case _: .html(200)
      }
    }
  }

  @Test("Alive, expired, revoked, a deploy token, and those of which nobody can say")
  func states() async throws {
    let gitlab = try gitlab()
    let texts = ["alive", "expired", "revoked", "blocked"].map { "glpat-\($0)" } + ["gldt-deploy-token", "odd"]
    let held = texts.map { HeldSecret(holder: "secret \($0)", secret: Secret($0)) }
    let states = await gitlab.client.states(of: held)
    let information = TokenInformation(
      id: 5,
      name: "shop-dev-image-puller",
      scopes: ["read_registry"],
      expiresAt: CivilDate("2027-01-01"),
      userID: 170
    )
    #expect(try states[0].get() == .alive(information))
    #expect(try states[1].get() == .dead(.expired))
    #expect(try states[2].get() == .dead(.revoked))
    #expect(states[3].failure?.cause == .forbidden(said: "403 Forbidden - Your account is blocked"))
    #expect(try states[4].get() == .dead(.unknown))
    #expect(states[5].failure?.status == 200)
    #expect(Set(gitlab.tokens) == Set(texts))
    #expect(gitlab.client.requestCount == 6)
  }

  @Test("Secrets that cannot stand in a header are errors of those alone, however many")
  func unsendable() async throws {
    let gitlab = try gitlab()
    let odd = (1...5).map { HeldSecret(holder: "secret \($0)", secret: Secret("a\nb\($0)")) }
    let states = await gitlab.client.states(of: odd)
    #expect(states.allSatisfy { $0.failure != nil && $0.failure?.status == nil })
    let alive = HeldSecret(holder: "x", secret: Secret("glpat-alive"))
    #expect(try await gitlab.client.state(of: alive) != .dead(.unknown))
  }

  @Test("Our own token tells its scopes and its expiry, or why it is dead")
  func own() async throws {
    let gitlab = try TestGitLab { request in
      request.target.hasSuffix("/user")
        ? .json(#"{"error":"insufficient_scope","error_description":"x","scope":"read_user api"}"#, status: 403)
        : .json(#"{"id":1,"name":"me","scopes":["read_registry"],"user_id":2,"expires_at":null}"#)
    }
    #expect(
      try await gitlab.client.ownToken() == TokenInformation(id: 1, name: "me", scopes: ["read_registry"], userID: 2)
    )
    let error = await failure { () async throws(GitLabError) in try await gitlab.client.user() }
    #expect(error?.missingPermission == "scope read_user or api")
    #expect(gitlab.tokens == [TestGitLab.token, TestGitLab.token])
  }
}
