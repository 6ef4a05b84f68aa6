import Foundation
import HTTP
import TestSupport
import Testing

@testable import Git

@Suite("Answers that are not git's")
struct SmartAnswerTests {
  /// What a fetch from a server that answers this way comes to.
  func refusal(
    _ status: Int,
    _ fields: [String] = ["Content-Type: text/html; charset=utf-8"],
    body: String = ""
  ) async throws -> SmartRefusal {
    let server = try ScriptedServer { connection, _ in
      _ = try connection.readRequest()
      try connection.respond(status, fields, body: body)
    }
    defer { server.stop() }
    let temporary = try TemporaryFolder()
    let conversation = try makeConversation(server.url + "/team/shop.git")
    let code = await BareCopy(in: temporary.url).fetch(over: conversation)
    #expect(code < 0)
    return try #require(conversation.refusal)
  }

  @Test("A login page with status 200 is no list of branches")
  func loginPage() async throws {
    let refusal = try await refusal(200, body: "<!DOCTYPE html>\n<title>Sign in</title>")
    let beginning = "<!DOCTYPE html> <title>Sign in</title>"
    #expect(refusal.cause == .notGit(contentType: "text/html", beginning: beginning))
    #expect(
      refusal.description
        == "the answer is not git's but text/html, and begins with “\(beginning)”. Check that the URL is that of a "
        + "repository, as `git clone` takes it, and whether a login page stands before it."
    )
  }

  @Test("A server that hands out files is told from one that is none of git's")
  func filesOnly() async throws {
    let file = String(repeating: "a", count: 40) + "\trefs/heads/main\n"
    #expect(try await refusal(200, ["Content-Type: text/plain"], body: file).cause == .filesOnly)
  }

  @Test("The answer to another question is not taken for the one that was asked")
  func otherAnswer() async throws {
    let type = "application/x-git-receive-pack-advertisement"
    let refusal = try await refusal(200, ["Content-Type: \(type)"], body: "001f")
    #expect(refusal.cause == .notGit(contentType: type, beginning: "001f"))
  }

  @Test(
    "A redirection is not followed, and the URL that it leads to is told",
    arguments: [
      (
        "https://new.example.com/team/shop.git/info/refs?service=x&token=hidden",
        "https://new.example.com/team/shop.git"
      ),
      ("/group/shop.git/info/refs", "SERVER/group/shop.git"),
      ("https://gitlab.example.com/users/sign_in?x=hidden", nil),
      ("https://joe:hidden@gitlab.example.com/shop.git/info/refs", nil),
    ]
  )
  func redirection(location: String, repository: String?) async throws {
    let refusal = try await refusal(302, ["Location: \(location)"])
    guard case .redirected(_, let named) = refusal.cause else {
      Issue.record("not a redirection: \(refusal)")
      return
    }
    let server = named.map { $0.replacing(/http:\/\/127\.0\.0\.1:[0-9]+/, with: "SERVER") }
    #expect(server == repository)
    #expect(!refusal.description.contains("hidden"))
    #expect(refusal.description.contains("a credential is sent nowhere else") == (repository != nil))
  }

  @Test(
    "Each status says what to do",
    arguments: [
      (401, SmartRefusal.Cause.credentialRefused(username: "oauth2"), "was not revoked"),
      (403, .forbidden, "read_repository"),
      (404, .notFound, "check the URL"),
      (413, .tooLarge, "largest body"),
      (418, .refused, "check the URL"),
      (429, .rateLimited(pause: .seconds(7)), "Run again after 7 s"),
      (500, .unavailable, "run again"),
      (503, .unavailable, "run again"),
    ]
  )
  func status(status: Int, cause: SmartRefusal.Cause, advice: String) async throws {
    let refusal = try await refusal(status, ["Content-Type: text/html", "Retry-After: 7"], body: "<html>")
    #expect(refusal.cause == cause)
    #expect(refusal.status == status)
    #expect(refusal.description.hasPrefix("the server says \(status): a web page. "))
    #expect(refusal.description.lowercased().contains(advice.lowercased()))
  }

  @Test("A server's own words are told, without the password that it repeats")
  func ownWords() async throws {
    let encoded = Data("oauth2:\(SmartWorld.password)".utf8).base64EncodedString()
    let body = "You are not allowed to download code,\r\n\(SmartWorld.password) \(encoded)"
    let refusal = try await refusal(403, ["Content-Type: text/plain"], body: body)
    #expect(refusal.said == "You are not allowed to download code, <secret> <secret>")
    #expect(!String(reflecting: refusal).contains(SmartWorld.password))
  }

  @Test("A page that begins in the midst of a conversation is no pack")
  func pageInsteadOfPack() async throws {
    // Each number is the length of what follows, itself included.
    let branch = "004b\(String(repeating: "a", count: 40)) refs/heads/main\0side-band-64k\n"
    let advertisement = "001e# service=git-upload-pack\n0000\(branch)0000"
    let server = try ScriptedServer { connection, _ in
      _ = try connection.readRequest()
      let type = "Content-Type: application/x-git-upload-pack-advertisement"
      try connection.respond(200, [type], body: advertisement)
      _ = try connection.readRequest()
      try connection.respond(200, ["Content-Type: text/html"], body: "<html>")
    }
    defer { server.stop() }
    let temporary = try TemporaryFolder()
    let conversation = try makeConversation(server.url + "/shop.git")
    #expect(await BareCopy(in: temporary.url).fetch(over: conversation) < 0)
    #expect(conversation.refusal?.action == .fetch)
    #expect(conversation.refusal?.cause == .notGit(contentType: "text/html", beginning: "<html>"))
  }
}
