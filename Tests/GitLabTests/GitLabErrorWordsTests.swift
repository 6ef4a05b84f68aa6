import HTTP
import Testing

@testable import GitLab

@Suite("The words of errors")
struct GitLabErrorWordsTests {
  static let tokens = GitLabOperation.listAccessTokens(of: GroupReference(id: 42, fullPath: "shop"))

  static let errors: [(GitLabError, String)] = [
    (
      GitLabError(tokens, status: 401, .missingRole(said: "401 Unauthorized")),
      """
      cannot list the access tokens of the group shop (id 42): the server says 401: 401 Unauthorized. \
      Grant our token Owner on the group shop.
      """
    ),
    (
      GitLabError(.listGroups(below: nil), status: 401, .unauthorized(.expired, said: "Token is expired.")),
      """
      cannot list the groups: the server says 401: Token is expired. Our token has expired: create \
      another one.
      """
    ),
    (
      GitLabError(.listGroups(below: "ops"), status: 404, .notFound(said: "404 Group Not Found")),
      """
      cannot list the groups below ops: the server says 404: 404 Group Not Found. It does not exist, \
      or our token may not see it: check the name, and grant our token Owner on the group ops.
      """
    ),
    (
      GitLabError(.readUser, status: 403, .insufficientScope(needed: [], said: nil)),
      """
      cannot read the user of our token: the server answered with status 403 and no reason. Grant our \
      token scope read_api.
      """
    ),
    (
      GitLabError(.readVersion, status: 429, .rateLimited(pause: .seconds(400), said: "Retry later"), attempts: 2),
      """
      cannot read GitLab's version (tried 2 times): the server says 429: Retry later. Run again after \
      400 s, or raise the rate limits of this GitLab.
      """
    ),
    (
      GitLabError(.readToken(holder: "secret a/b"), .notAsked(afterFailures: 3)),
      """
      cannot try the token in secret a/b: not asked, because 3 requests in a row had failed. Look at \
      GitLab and the proxies before it, and run again.
      """
    ),
    (
      GitLabError(.readOwnToken, status: 200, .notGitLab(contentType: "text/html", beginning: "<html>")),
      """
      cannot read our own token: the answer with status 200 is not GitLab's JSON but text/html, and \
      begins with “<html>”. Check the configured URL, and whether a proxy or a login page stands \
      before GitLab.
      """
    ),
    (
      GitLabError(tokens, status: 200, .undecodable(reason: "[0].id is missing")),
      """
      cannot list the access tokens of the group shop (id 42): the answer does not have the form that \
      is read here: [0].id is missing. Check whether a proxy changes or cuts answers, and whether \
      this version of GitLab is supported.
      """
    ),
    (
      GitLabError(.listGroups(below: nil), .endlessPages(.tooMany(limit: 5))),
      """
      cannot list the groups: the list has more than 5 pages. Check whether a proxy drops or changes \
      headers, and run again.
      """
    ),
    (
      GitLabError(.readGroup(path: "../x"), .invalidRequest("it is not the full path of a group")),
      """
      cannot read the group ../x: it is not the full path of a group, so nothing was sent. Correct it \
      in the configuration.
      """
    ),
    (
      GitLabError(.readUser, .transport(HTTPError(.cancelled, method: .get, url: "https://g/api/v4/user"))),
      """
      cannot read the user of our token: GET https://g/api/v4/user: cancelled before it was done.
      """
    ),
  ]

  @Test("What was tried, on which object, what the server said, what to do next", arguments: errors)
  func words(error: GitLabError, expected: String) {
    #expect(error.description == expected)
  }
}
