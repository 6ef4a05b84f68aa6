import Testing

@testable import HTTP

@Suite("A URL as it may be shown")
struct VisibleURLTests {
  @Test(
    "Path and names of the query stay; user, password and values of the query go",
    arguments: [
      ("https://example.com/api", "https://example.com/api"),
      ("https://example.com/api?limit=500&continue=abc", "https://example.com/api?limit=…&continue=…"),
      ("https://example.com/?hunter2", "https://example.com/?…"),
      ("https://joe:hunter2@example.com:8443/x", "https://example.com:8443/x"),
      ("https://joe:hunt@er2@example.com?a=b@c", "https://example.com?a=…"),
      ("https://example.com/x@y", "https://example.com/x@y"),
      ("https://example.com/#hunter2", "https://example.com/"),
      ("joe:hunter2@example.com", "…"),
      ("", ""),
    ]
  )
  func shows(url: String, text: String) {
    #expect(VisibleURL(url).text == text)
  }
}
