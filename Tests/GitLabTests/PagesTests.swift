import TestSupport
import Testing

@testable import GitLab

@Suite("Lists in pages, against a server")
struct PagesTests {
  @Test("Rows that shift while the pages are read come once, as they were seen last")
  func shifting() async throws {
    let gitlab = try TestGitLab { request in
      request.target.contains("page=2")
        ? .page(groups(100...150).replacing("G 100", with: "Renamed"), next: nil) : .page(groups(1...100), next: 2)
    }
    let found = try await gitlab.client.groups()
    #expect(found.map(\.id) == Array(1...150))
    #expect(found[99].name == "Renamed")
    #expect(gitlab.targets.map { $0.hasSuffix("&page=2") } == [false, true])
  }

  @Test("Links that point to another host are followed on ours, below its path")
  func linksElsewhere() async throws {
    let link = "Link: <https://intern.example.com/api/v4/groups?cursor=c2&per_page=100>; rel=\"next\""
    let gitlab = try TestGitLab(prefix: "/git/") { request in
      request.target.contains("cursor=c2") ? .json(groups(101...200)) : .json(groups(1...100), [link])
    }
    #expect(try await gitlab.client.groups().count == 200)
    #expect(gitlab.targets.last == "/git/api/v4/groups?cursor=c2&per_page=100")
  }

  @Test("The next page is asked for before this one is decoded")
  func overlap() async throws {
    let gitlab = try TestGitLab { request in
      request.target.contains("page=2") ? .page("[]", next: nil) : .page(#"{"not":"a list"}"#, next: 2)
    }
    let error = await failure { () async throws(GitLabError) in try await gitlab.client.groups() }
    #expect(error?.cause == .undecodable(reason: "it is not a list"))
  }

  @Test("An empty list is a list")
  func empty() async throws {
    let gitlab = try TestGitLab { _ in .page("[]", next: nil) }
    #expect(try await gitlab.client.groups() == [])
  }

  @Test("A list that never ends, ends with an error")
  func endless() async throws {
    let gitlab = try TestGitLab { request in
      request.target.contains("page=2") ? .page(groups(2...2), next: 2) : .page(groups(1...1), next: 2)
    }
    let repeated = await failure { () async throws(GitLabError) in try await gitlab.client.groups() }
    #expect(repeated?.cause == .endlessPages(.repeated))
    let capped = await failure { () async throws(GitLabError) in
      try await gitlab.client.session.rows(from: .groups, as: GitLabGroup.self, limit: 1)
    }
    #expect(capped?.cause == .endlessPages(.tooMany(limit: 1)))
  }

  @Test("A full page that does not say whether there is more is no whole list; a short one is")
  func unsaid() async throws {
    let full = try TestGitLab { _ in .json(groups(1...100)) }
    let error = await failure { () async throws(GitLabError) in try await full.client.groups() }
    #expect(error?.cause == .endlessPages(.nextUnsaid))
    let short = try TestGitLab { _ in .json(groups(1...99)) }
    #expect(try await short.client.groups().count == 99)
  }

  @Test("What goes wrong on the second page spoils the list")
  func secondPage() async throws {
    let gitlab = try TestGitLab { request in
      request.target.contains("page=2")
        ? .json(
          #"{"error":"invalid_token","error_description":"Token was revoked. You have to re-authorize."}"#,
          status: 401
        ) : .page(groups(1...100), next: 2)
    }
    let error = await failure { () async throws(GitLabError) in try await gitlab.client.groups() }
    #expect(error?.tokenFault == .revoked)
  }

  @Test("JSON that ends too early, a page of HTML and an empty answer are errors, never an empty list")
  func broken() async throws {
    let replies: [Reply] = [
      .json(#"[{"id":1,"path":"a""#), .html(200), Reply(type: "application/json", body: ""),
      Reply(type: "text/plain", body: "[]"), .json("null"), .json("{}"), .json(#"[{"id":1}]"#),
    ]
    for reply in replies {
      let gitlab = try TestGitLab { _ in reply }
      let error = await failure { () async throws(GitLabError) in try await gitlab.client.groups() }
      switch error?.cause {
      case .undecodable, .notGitLab: break
      default: Issue.record("\(reply) gave \(String(describing: error))")
      }
    }
  }
}
