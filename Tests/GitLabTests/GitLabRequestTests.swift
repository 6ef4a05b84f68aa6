import HTTP
import Testing
import Wire

@testable import GitLab

@Suite("Requests")
struct GitLabRequestTests {
  @Test("The listings ask for full pages in the order of ids")
  func listings() throws {
    let listing = "per_page=100&order_by=id&sort=asc"
    let nested = try #require(GroupPath("operations/shop"))
    let group = GroupReference(id: 42, fullPath: "operations/shop")
    #expect(GitLabRequest.groups.target == "/api/v4/groups?\(listing)")
    #expect(
      GitLabRequest.groups(below: nested).target == "/api/v4/groups/operations%2Fshop/descendant_groups?\(listing)"
    )
    #expect(GitLabRequest.groups(below: group).target == "/api/v4/groups/42/descendant_groups?\(listing)")
    #expect(GitLabRequest.accessTokens(of: group).target == "/api/v4/groups/42/access_tokens?per_page=100")
  }

  @Test(
    "A path is one segment, whatever stands in it",
    arguments: [
      ("shop", "shop"), ("a/b/c", "a%2Fb%2Fc"), ("a b?c#d", "a%20b%3Fc%23d"), ("ä", "%C3%A4"), ("100%", "100%25"),
    ]
  )
  func encoding(path: String, encoded: String) throws {
    let path = try #require(GroupPath(path))
    #expect(GitLabRequest.group(path).target == "/api/v4/groups/\(encoded)?with_projects=false")
  }

  @Test(
    "What would change the meaning of a URL is no path",
    arguments: ["", "/", "/a", "a/", "a//b", ".", "..", "a/../b", "a/."]
  )
  func refusedPaths(text: String) {
    #expect(GroupPath(text) == nil)
  }

  @Test("Only digits alone read as an id", arguments: [("2024", true), ("2024a", false), ("1/2", false)])
  func digits(text: String, readsAsID: Bool) throws {
    #expect(try #require(GroupPath(text)).readsAsID == readsAsID)
  }

  @Test("The rest")
  func rest() {
    #expect(GitLabRequest.ownToken.target == "/api/v4/personal_access_tokens/self")
    #expect(GitLabRequest.token(holder: "x").target == "/api/v4/personal_access_tokens/self")
    #expect(GitLabRequest.user.target == "/api/v4/user")
    #expect(GitLabRequest.version.target == "/api/v4/version")
  }
}

@Suite("Requests that change something")
struct GitLabWriteRequestTests {
  private func body(_ request: GitLabRequest) -> String? {
    request.body.map { String(decoding: $0, as: UTF8.self) }
  }

  @Test("A group is created under its own part of the path, below its parent's id")
  func create() throws {
    let top = try GitLabRequest.createGroup(try #require(GroupPath("shop")), below: nil, visibility: "private")
    #expect(top.method == .post && top.target == "/api/v4/groups")
    #expect(body(top) == #"{"name":"shop","path":"shop","visibility":"private"}"#)
    let parent = GroupReference(id: 7, fullPath: "a/b")
    let nested = try GitLabRequest.createGroup(
      try #require(GroupPath("a/b/shop")),
      below: parent,
      visibility: "private"
    )
    #expect(body(nested) == #"{"name":"shop","parent_id":7,"path":"shop","visibility":"private"}"#)
    #expect(nested.operation.requiredRole == "Maintainer on the group a/b")
    #expect(top.operation.requiredRole == nil)
  }

  @Test("Visibility is set by the group's id")
  func visibility() throws {
    let request = try GitLabRequest.setVisibility(of: GroupReference(id: 7, fullPath: "a"), to: "private")
    #expect(request.method == .put && request.target == "/api/v4/groups/7")
    #expect(body(request) == #"{"visibility":"private"}"#)
    #expect(request.operation.requiredRole == "Owner on the group a")
  }

  @Test("A token is made with all that GitLab would choose otherwise, and revoked by its id")
  func tokens() throws {
    let group = GroupReference(id: 7, fullPath: "a/b")
    let wish = AccessTokenWish(
      name: "shop-dev-image-puller",
      description: "driftcheck uid projects/shop-dev",
      scopes: ["read_registry"],
      level: 20,
      expiresOn: try #require(CivilDate("2027-12-01"))
    )
    let made = try GitLabRequest.createAccessToken(wish, in: group)
    #expect(made.method == .post && made.target == "/api/v4/groups/7/access_tokens")
    #expect(
      body(made) == #"{"access_level":20,"description":"driftcheck uid projects\/shop-dev","expires_at":"2027-12-01","#
        + #""name":"shop-dev-image-puller","scopes":["read_registry"]}"#
    )
    #expect(made.operation.requiredRole == "Owner on the group a/b")
    let revoked = GitLabRequest.revokeAccessToken(42, in: group)
    #expect(revoked.method == .delete && revoked.target == "/api/v4/groups/7/access_tokens/42" && revoked.body == nil)
    #expect("\(revoked.operation)" == "revoke the access token with the id 42 of the group a/b (id 7)")
  }
}
