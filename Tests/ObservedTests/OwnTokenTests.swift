import Foundation
import Model
import Observed
import TestSupport
import Testing

@Suite("What GitLab says of our own token")
struct OwnTokenTests {
  private typealias GitLab = ScriptedGitLab
  private static let own = GitLab.Answer(
    body: #"{"id":9,"name":"nightly","scopes":["read_api"],"user_id":2,"expires_at":"2027-03-01"}"#
  )
  private static let expired = GitLab.Answer(
    status: 401,
    body: #"{"error":"invalid_token","error_description":"Token is expired. Re-authorize."}"#
  )

  private func gitlab(
    own: GitLab.Answer = Self.own,
    user: GitLab.Answer = .init(body: #"{"id":2,"username":"robot"}"#),
    tokens: GitLab.Answer = .unauthorized
  ) throws -> GitLab {
    try GitLab { path, _ in
      switch path {
      case "personal_access_tokens/self": own
      case "user": user
      case "groups": GitLab.list(GitLab.group(1, "shop"), GitLab.group(2, "web"))
      case _: tokens
      }
    }
  }

  @Test("Its name, scopes and end are known, and whether its user is an administrator, where that can be read")
  func known() async throws {
    let diesAt = Date(timeIntervalSince1970: 1_803_859_200)
    var expected = OwnToken(id: 9, name: "nightly", scopes: ["read_api"], diesAt: diesAt)
    for user in [GitLab.Answer(body: #"{"id":2,"username":"robot"}"#), .broken, .webPage] {
      let gitlab = try gitlab(user: user)
      let own = await gitlab.reader.ownToken()
      #expect(own == .present(expected))
      #expect(Set(gitlab.paths) == ["personal_access_tokens/self", "user"])
    }
    expected.isAdministrator = true
    let administrator = GitLab.Answer(body: #"{"id":2,"username":"robot","is_admin":true}"#)
    let gitlab = try gitlab(user: administrator)
    let own = await gitlab.reader.ownToken()
    #expect(own == .present(expected))
    #expect(gitlab.paths.count == 2)
  }

  @Test(
    "A GitLab that cannot be asked about it says nothing of it, and that is no trouble",
    arguments: [#"{"error":"404 Not Found"}"#, #"{"message":"404 Not Found"}"#]
  )
  func older(body: String) async throws {
    let gitlab = try gitlab(own: .init(status: 404, body: body))
    #expect(await gitlab.reader.ownToken() == .absent)
    // The token lists are refused for want of the role: the token itself could list the groups.
    let seen = await gitlab.look(at: ["shop"])
    #expect(seen.tokens.unreadable.map(\.missingPermission) == ["Owner on the group shop"])
  }

  @Test("Any other answer leaves it unknown, alone", arguments: [GitLab.Answer.broken, .webPage, .init(body: "{}")])
  private func unknown(answer: GitLab.Answer) async throws {
    let gitlab = try gitlab(own: answer)
    guard case .unreadable(let reason) = await gitlab.reader.ownToken() else {
      Issue.record("our own token is known")
      return
    }
    #expect(gitlab.paths.contains("personal_access_tokens/self"))
    #expect(reason.subject == "our own token" && reason.system == .gitlab)
  }

  @Test("A dead token is one cause in one sentence, whatever was to be read with it")
  func dead() async throws {
    let gitlab = try GitLab { _, _ in Self.expired }
    guard case .unreadable(let own) = await gitlab.reader.ownToken() else {
      Issue.record("a dead token is known")
      return
    }
    #expect(own.subject == "our own token")
    #expect(own.reason.hasSuffix("Our token has expired: create another one."))
    var seen = await gitlab.look(at: ["shop", "web"])
    seen.ownToken = .unreadable(own)
    #expect(seen.groups.failure == own)
    #expect(Set(seen.unreadable) == [own])
  }

  @Test("A token that dies after the groups were listed is one cause, too", arguments: [Self.expired, .unauthorized])
  private func dying(answer: GitLab.Answer) async throws {
    let gitlab = try gitlab(own: answer, tokens: Self.expired)
    let seen = await gitlab.look(at: ["shop", "web"])
    #expect(seen.tokens.unreadable.map(\.subject) == ["our own token"])
  }

  @Test("An administrator whose token lacks Admin Mode's scope is told of it; nobody else is")
  func adminMode() async throws {
    func permission(isAdministrator: Bool, scopes: Set<String>) async throws -> [String?] {
      let gitlab = try gitlab()
      var seen = Snapshot.GitLab(groups: await gitlab.reader.groups(), tokens: .read([:]), time: Date())
      let own = OwnToken(name: "nightly", scopes: scopes, isAdministrator: isAdministrator, diesAt: nil)
      seen.ownToken = .present(own)
      await gitlab.reader.look(at: ["shop"], into: &seen)
      return seen.tokens.unreadable.map(\.missingPermission)
    }
    let role = "Owner on the group shop"
    #expect(
      try await permission(isAdministrator: true, scopes: ["api"])
        == ["\(role), or where Admin Mode is on the scope admin_mode"]
    )
    #expect(try await permission(isAdministrator: true, scopes: ["api", "admin_mode"]) == [role])
    #expect(try await permission(isAdministrator: false, scopes: ["api"]) == [role])
  }

  @Test(
    "How exactly uses are noted goes by the version; unknown, it counts as recent",
    arguments: [
      (#"{"version":"16.0.8-ee","revision":"a"}"#, 86_400.0), (#"{"version":"16.1.0","revision":"a"}"#, 600),
      (#"{"version":"9.5","revision":"a"}"#, 86_400), (#"{"version":"18.4.1-ee","revision":"a"}"#, 600),
      (#"{"version":"next","revision":"a"}"#, 600), ("[]", 600),
    ]
  )
  func resolution(body: String, seconds: Double) async throws {
    let gitlab = try GitLab { _, _ in .init(body: body) }
    #expect(await gitlab.reader.lastUseResolution() == seconds)
    #expect(gitlab.paths == ["version"])
  }
}
