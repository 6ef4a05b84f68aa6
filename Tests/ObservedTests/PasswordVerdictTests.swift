import Model
import Observed
import Secrets
import Testing

@Suite("What became of passwords")
struct PasswordVerdictTests {
  private typealias GitLab = ScriptedGitLab
  private static let alive = GitLab.Answer(body: #"{"id":42,"name":"t","scopes":["read_registry"],"expires_at":null}"#)

  private static func dead(_ words: String) -> GitLab.Answer {
    .init(status: 401, body: #"{"error":"invalid_token","error_description":"Token \#(words)"}"#)
  }

  private func holders(_ passwords: String...) -> [Secret: ObjectReference] {
    Dictionary(
      uniqueKeysWithValues: passwords.map { (Secret($0), ObjectReference(namespace: "shop-dev", name: "pull")) }
    )
  }

  @Test("GitLab is shown each password once, and tells whose it is or that it opens nothing")
  func verdicts() async throws {
    let gitlab = try GitLab { _, token in
      switch token {
      case "planted-alive": Self.alive
      case "planted-expired": Self.dead("is expired. You can either do re-authorization or token refresh.")
      case "planted-revoked": Self.dead("was revoked. You have to re-authorize from the user.")
      case _: .unauthorized
      }
    }
    let verdicts = await gitlab.reader.verdicts(
      on: holders("planted-alive", "planted-expired", "planted-revoked", "gldt-planted-deploy")
    )
    #expect(
      verdicts == [
        Secret("planted-alive"): .alive(id: 42), Secret("planted-expired"): .dead, Secret("planted-revoked"): .dead,
        Secret("gldt-planted-deploy"): .dead,
      ]
    )
    #expect(gitlab.paths == Array(repeating: "personal_access_tokens/self", count: 4))
  }

  @Test(
    "An answer that says nothing of the password leaves it unknown, alone, and repeats it nowhere",
    arguments: [
      GitLab.Answer.broken, .webPage, .init(status: 403, body: #"{"message":"403 Forbidden: planted-unsure"}"#),
      .init(status: 404, body: #"{"error":"404 Not Found"}"#), .init(body: "{}"),
      .init(status: 401, type: "text/html", body: "<html>planted-unsure</html>"),
    ]
  )
  private func unknown(answer: GitLab.Answer) async throws {
    let gitlab = try GitLab { _, token in token == "planted-alive" ? Self.alive : answer }
    let verdicts = await gitlab.reader.verdicts(on: holders("planted-alive", "planted-unsure"))
    #expect(verdicts[Secret("planted-alive")] == .alive(id: 42))
    guard case .unreadable(let reason)? = verdicts[Secret("planted-unsure")] else {
      Issue.record("the verdict is \(String(describing: verdicts[Secret("planted-unsure")]))")
      return
    }
    #expect(reason.system == .gitlab)
    #expect(reason.subject == "the token in pull secret shop-dev/pull")
    #expect(!reason.reason.contains("planted"))
  }

  @Test(
    "A password that can be no token is dead, and is not sent",
    arguments: ["planted\n", "planted token", "planted\r\nX-Injected: 1", "\u{7f}", "\u{0}"]
  )
  func noToken(password: String) async throws {
    let gitlab = try GitLab { _, _ in Self.alive }
    #expect(await gitlab.reader.verdicts(on: holders(password)) == [Secret(password): .dead])
    #expect(gitlab.paths.isEmpty)
  }
}
