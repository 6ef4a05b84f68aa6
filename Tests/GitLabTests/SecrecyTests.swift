import GitLab
import HTTP
import Secrets
import TestSupport
import Testing

@Suite("No secret in any word")
struct SecrecyTests {
  static let other = "glpat-of-somebody-else"

  static let echoes: [@Sendable (String) -> Reply] = [
    { .json(#"{"message":"bad token \#($0)"}"#, status: 401) },
    { .json(#"{"error":"invalid_token","error_description":"\#($0) is expired"}"#, status: 401) },
    { .json(#"{"message":{"\#($0)":["\#($0)"]}}"#, status: 400) },
    { Reply(status: 403, type: "text/plain", body: "no \($0)") },
    { Reply(type: "text/html", body: "<p>\($0)</p>") },
    { Reply(status: 302, fields: ["Location: https://login/\($0)?t=\($0)"], type: "text/html", body: "") },
    { .json(#"{"id":"\#($0)"}"#) },
    { .json(#"{"id":1,"name":"x","scopes":[],"expires_at":"\#($0)"}"#) },
    { .json(String(repeating: " ", count: 70) + $0) },
  ]

  @Test("A server that repeats what it was sent does not bring it into our errors", arguments: echoes.indices)
  func echo(index: Int) async throws {
    let gitlab = try TestGitLab { request in
      Self.echoes[index](request.field("PRIVATE-TOKEN") ?? "")
    }
    let held = HeldSecret(holder: "secret a/b", secret: Secret(Self.other))
    let own = await failure { () async throws(GitLabError) in try await gitlab.client.ownToken() }
    let state = await gitlab.client.states(of: [held])
    var texts = [String(describing: own), String(reflecting: state), String(describing: state), "\(held)"]
    texts += [own?.description, state.first?.failure?.description].compactMap(\.self)
    var dumped = ""
    dump(own, to: &dumped)
    dump(state, to: &dumped)
    dump(gitlab.client, to: &dumped)
    texts.append(dumped)
    #expect(own != nil)
    for text in texts {
      #expect(!text.contains(Self.other))
      #expect(!text.contains(TestGitLab.token))
    }
  }
}
