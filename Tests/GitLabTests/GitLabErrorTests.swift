import Foundation
import HTTP
import Testing

@testable import GitLab

@Suite("What an answer means")
struct GitLabErrorTests {
  static let shop = GroupReference(id: 42, fullPath: "shop")

  func judge(_ status: Int, _ body: String, type: String? = "application/json") -> GitLabError? {
    let response = HTTPResponse(
      status: status,
      headers: type.map { ["Content-Type": $0] } ?? [:],
      body: Data(body.utf8)
    )
    return .judging(response, to: .listAccessTokens(of: Self.shop), pause: nil, hiding: [])
  }

  static let errors: [(Int, String, GitLabError.Cause)] = [
    (401, #"{"message":"401 Unauthorized"}"#, .unauthorized(.unknown, said: "401 Unauthorized")),
    (
      401, #"{"error":"invalid_token","error_description":"Token is expired. You can do re-authorization."}"#,
      .unauthorized(.expired, said: "invalid_token: Token is expired. You can do re-authorization.")
    ),
    (
      401, #"{"error":"invalid_token","error_description":"Token was revoked."}"#,
      .unauthorized(.revoked, said: "invalid_token: Token was revoked.")
    ),
    (
      403, #"{"error":"insufficient_scope","error_description":"Too few.","scope":"api read_api"}"#,
      .insufficientScope(needed: ["api", "read_api"], said: "insufficient_scope: Too few.")
    ),
    (403, #"{"message":"403 Forbidden - blocked"}"#, .forbidden(said: "403 Forbidden - blocked")),
    (404, #"{"message":"404 Group Not Found"}"#, .notFound(said: "404 Group Not Found")),
    (404, #"{"error":"404 Not Found"}"#, .routeNotServed(said: "404 Not Found")),
    (400, #"{"error":"name is missing, path is missing"}"#, .refused(said: "name is missing, path is missing")),
    (
      400, #"{"message":{"path":["has already been taken","is short"],"name":["is odd"]}}"#,
      .refused(said: "name is odd; path has already been taken, is short")
    ),
    (
      405, #"{"error":"Keyset pagination is not yet available"}"#,
      .refused(said: "Keyset pagination is not yet available")
    ),
    (429, #"{"message":{"error":"Too many times."}}"#, .rateLimited(pause: nil, said: "Too many times.")),
    (500, #"{"message":"500 Internal Server Error"}"#, .unavailable(said: "500 Internal Server Error")),
    (400, #"{"message":{"deep":{"er":1}}}"#, .refused(said: nil)),
    (400, "[1]", .refused(said: nil)),
    (401, "", .unauthorized(.unknown, said: nil)),
  ]

  @Test("Errors in GitLab's JSON, of both families", arguments: errors)
  func json(status: Int, body: String, cause: GitLabError.Cause) {
    #expect(judge(status, body)?.cause == cause)
    #expect(judge(status, body)?.status == status)
  }

  @Test("What does not come from the API is never taken for its word")
  func otherTypes() {
    let html = "<html>\n <title>Sign in</title>"
    let page = GitLabError.Cause.notGitLab(contentType: "text/html", beginning: "<html> <title>Sign in</title>")
    for status in [200, 401, 403, 404] {
      #expect(judge(status, html, type: "text/html; charset=utf-8")?.cause == page)
    }
    #expect(judge(200, "[]", type: nil)?.cause == .notGitLab(contentType: nil, beginning: "[]"))
    #expect(judge(502, html, type: "text/html")?.cause == .unavailable(said: "a web page"))
    #expect(judge(429, "Retry later\n", type: "text/plain")?.cause == .rateLimited(pause: nil, said: "Retry later"))
    #expect(judge(403, "Forbidden\n", type: "text/plain")?.cause == .forbidden(said: "Forbidden"))
    #expect(judge(200, "[]", type: "Application/JSON;charset=utf-8") == nil)
  }

  @Test("A redirection says where to, without its query")
  func redirection() {
    let headers: HTTPHeaders = ["Location": "https://login.example.com/in?ticket=1", "Content-Type": "text/html"]
    let response = HTTPResponse(status: 302, headers: headers)
    let error = GitLabError.judging(response, to: .readUser, pause: nil, hiding: [])
    #expect(error?.cause == .redirected(to: "https://login.example.com/in"))
  }

  @Test("Known to be alive, a 401 on the tokens of a group speaks of the role")
  func role() {
    let unauthorized = GitLabError.Cause.unauthorized(.unknown, said: "401 Unauthorized")
    let list = GitLabError(.listAccessTokens(of: Self.shop), status: 401, unauthorized).knowingTokenIsAlive()
    #expect(list.cause == .missingRole(said: "401 Unauthorized"))
    #expect(list.missingPermission == "Owner on the group shop")
    let user = GitLabError(.readUser, status: 401, unauthorized)
    #expect(user.knowingTokenIsAlive() == user)
    let expired = GitLabError(.listAccessTokens(of: Self.shop), status: 401, .unauthorized(.expired, said: nil))
    #expect(expired.knowingTokenIsAlive() == expired)
  }

  @Test(
    "The scope to grant is the least that reading takes",
    arguments: [
      (["api", "read_api"], "scope read_api"), ([], "scope read_api"), (["api"], "scope api"),
      (["a", "b"], "scope a or b"),
    ]
  )
  func scope(needed: [String], expected: String) {
    let error = GitLabError(.readUser, status: 403, .insufficientScope(needed: needed, said: nil))
    #expect(error.missingPermission == expected)
  }

  @Test("The role to grant is named wherever its lack may be the reason: GitLab hides what one may not see")
  func hiddenByRole() {
    for cause in [GitLabError.Cause.forbidden(said: nil), .notFound(said: nil), .missingRole(said: nil)] {
      let permission = "Owner on the group shop"
      #expect(GitLabError(.listAccessTokens(of: Self.shop), cause).missingPermission == permission)
      #expect(GitLabError(.listGroups(below: "shop"), cause).missingPermission == permission)
      #expect(GitLabError(.listGroups(below: nil), cause).missingPermission == nil)
      #expect(GitLabError(.readGroup(path: "shop"), cause).missingPermission == nil)
    }
    #expect(GitLabError(.listAccessTokens(of: Self.shop), .routeNotServed(said: nil)).missingPermission == nil)
  }

  @Test("A dead token is the same error whatever it was to read, but for a 401 that may speak of the role")
  func ofOwnToken() {
    let operations: [GitLabOperation] = [.listGroups(below: nil), .listGroups(below: "ops"), .readUser, .readVersion]
    for fault in [TokenFault.expired, .revoked, .unknown] {
      let cause = GitLabError.Cause.unauthorized(fault, said: "x")
      let own = GitLabError(.readOwnToken, status: 401, cause)
      for operation in operations { #expect(GitLabError(operation, status: 401, cause).ofOwnToken == own) }
      let list = GitLabError(.listAccessTokens(of: Self.shop), status: 401, cause)
      #expect(list.ofOwnToken == (fault == .unknown ? nil : own))
    }
    #expect(GitLabError(.readUser, .forbidden(said: nil)).ofOwnToken == nil)
  }

  @Test("Errors are alike where the same happened to different objects")
  func likeness() {
    func alike(_ first: GitLabError.Cause, _ second: GitLabError.Cause, _ status: Int? = 503) -> Bool {
      let crew = GroupReference(id: 43, fullPath: "crew")
      return GitLabError(.listAccessTokens(of: Self.shop), status: status, first).likeness
        == GitLabError(.listAccessTokens(of: crew), status: status, second).likeness
    }
    func cutOff(_ url: String) -> GitLabError.Cause {
      .transport(HTTPError(.cutOff(expected: 9, received: 3), method: .get, url: url))
    }
    #expect(alike(.unavailable(said: "busy"), .unavailable(said: "busy")))
    #expect(!alike(.unavailable(said: "busy"), .unavailable(said: "gone")))
    #expect(!alike(.unavailable(said: nil), .notAsked(afterFailures: 5)))
    #expect(alike(cutOff("http://a/groups/1"), cutOff("http://a/groups/2"), nil))
  }
}
