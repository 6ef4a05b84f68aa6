import GitLab
import HTTP
import Secrets
import Testing
import Wire

@Suite("Making and revoking tokens")
struct TokenWritesTests {
  private static let group = GroupReference(id: 7, fullPath: "shop")
  private static let made = "glpat-made-just-now"

  private func creation(_ reply: Reply) async throws -> Result<CreatedAccessToken, GitLabError> {
    let gitlab = try TestGitLab { _ in reply }
    let day = try #require(CivilDate("2027-12-01"))
    let wish = AccessTokenWish(name: "t", description: "d", scopes: ["read_registry"], level: 20, expiresOn: day)
    do throws(GitLabError) {
      return .success(try await gitlab.client.createAccessToken(wish, in: Self.group))
    } catch {
      return .failure(error)
    }
  }

  @Test("The answer holds id, secret and end; the secret cannot be printed")
  func answer() async throws {
    let reply = Reply.json(#"{"id":5,"token":"\#(Self.made)","expires_at":"2027-12-01"}"#, status: 201)
    let token = try await creation(reply).get()
    #expect(token.id == 5 && token.secret.reveal() == Self.made && token.expiresAt?.description == "2027-12-01")
    #expect(!"\(token)".contains(Self.made))
  }

  @Test(
    "A success that cannot be read leaves doubt, and nothing of it is quoted",
    arguments: [
      Reply(status: 201, type: "text/html", body: made), Reply(status: 201, type: "text/plain", body: made),
      .json(#"{"token":"\#(made)"}"#, status: 201), .json(made, status: 201),
    ]
  )
  func unreadable(reply: Reply) async throws {
    guard case .failure(let error) = try await creation(reply) else {
      Issue.record("it was read")
      return
    }
    #expect(error.leavesDoubt)
    var dumped = ""
    dump(error, to: &dumped)
    #expect(!(error.description + dumped).contains(Self.made))
  }

  @Test("A refusal says whether a later end, a role or something else is at fault, and leaves no doubt")
  func refusals() async throws {
    let late = Reply.json(#"{"message":"400 Bad request - Expires at must be before 2027-07-01"}"#, status: 400)
    let role = Reply.json(
      #"{"message":"400 Bad request - User does not have permission to create group access token"}"#,
      status: 400
    )
    let other = Reply.json(#"{"message":"400 Bad request - Scopes can't be blank"}"#, status: 400)
    for (reply, day, permission) in [
      (late, "2027-07-01", nil), (role, nil, "Owner on the group shop"), (other, nil, nil),
    ] as [(Reply, String?, String?)] {
      guard case .failure(let error) = try await creation(reply) else {
        Issue.record("it was done")
        continue
      }
      #expect(error.latestExpiry?.description == day)
      #expect(error.missingPermission == permission)
      #expect(!error.leavesDoubt)
    }
  }

  @Test("A revocation is done when GitLab says so without a word")
  func revocation() async throws {
    let gitlab = try TestGitLab { _ in Reply(status: 204, body: "") }
    try await gitlab.client.revokeAccessToken(5, in: Self.group)
    let refusing = try TestGitLab { _ in .json(#"{"message":"400 Bad request - x cannot delete y"}"#, status: 400) }
    do throws(GitLabError) {
      try await refusing.client.revokeAccessToken(5, in: Self.group)
      Issue.record("it was done")
    } catch {
      #expect(error.missingPermission == "Owner on the group shop")
    }
  }
}
