import HTTP
import Testing

@testable import GitLab

@Suite("Where a list goes on")
struct NextPageTests {
  static let elsewhere = "https://intern.example.com/gitlab/api/v4/groups?cursor=abc%3D&pagination=keyset&per_page=100"

  func next(_ headers: HTTPHeaders) -> NextPage {
    NextPage(after: .groups, headers)
  }

  func page(_ number: String) -> NextPage {
    .request(.groups.with(query: GitLabRequest.groups.query + [GitLabRequest.Parameter("page", number)]))
  }

  @Test("X-Next-Page names it, without any total")
  func numbered() {
    #expect(next(["X-Next-Page": "2"]) == page("2"))
    #expect(next(["X-Next-Page": "", "X-Page": "7"]) == NextPage.none)
  }

  @Test("X-Next-Page replaces the page before")
  func replaced() {
    guard case .request(let second) = next(["X-Next-Page": "2"]) else {
      Issue.record("no second page")
      return
    }
    #expect(NextPage(after: second, ["X-Next-Page": "3"]) == page("3"))
  }

  @Test("X-Next-Page that is no page", arguments: ["zwei", "0", "-1", "2.5", "2, 3"])
  func unreadable(text: String) {
    #expect(next(["X-Next-Page": text]) == .unreadable)
  }

  @Test("Of a link elsewhere only the query counts")
  func link() {
    let links = "<\(Self.elsewhere)>; rel=\"next\", <https://x/?page=1>; rel=\"first\""
    let query = [("cursor", "abc="), ("pagination", "keyset"), ("per_page", "100")]
    let expected = GitLabRequest.groups.with(query: query.map { GitLabRequest.Parameter($0, $1) })
    #expect(next(["Link": links]) == .request(expected))
    #expect(next(["Link": "<https://x/?page=1>; rel=first,<\(Self.elsewhere)>;rel=next"]) == .request(expected))
  }

  @Test("Links without a next one end the list; a next one without a query cannot be read")
  func links() {
    #expect(next(["Link": "<https://x/?page=1>; rel=\"prev\", <https://x/?page=1>; rel=\"first\""]) == NextPage.none)
    #expect(next(["Link": "<https://x/>; rel=\"next\""]) == .unreadable)
  }

  @Test("Headers without both say nothing")
  func unsaid() {
    #expect(next(["X-Total": "300"]) == .unsaid)
  }
}
