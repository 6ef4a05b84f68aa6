import Foundation

/// A page of a listing by offset, with the headers that lead to the others.
struct GitLabPage {
  private let page: Int
  private let perPage: Int
  private let shift: Int
  private let request: SandboxRequest

  /// Reads `page` and `per_page`, which is cut at 100.
  init(_ request: SandboxRequest, _ form: inout GitLabForm) {
    self.request = request
    page = form.number("page") { $0 > 0 } ?? 1
    perPage = min(form.number("per_page") { $0 > 0 } ?? 20, 100)
    shift = page > 1 ? request.rowShift : 0
  }

  /// The answer with this page's part of `rows`; a page past the end is empty, and no error.
  ///
  /// - Parameters:
  ///   - externalURL: What links begin with; not the host that the caller used.
  ///   - maximumCount: Above so many rows nothing is said of their number.
  func answer<Row>(_ rows: [Row], externalURL: String, maximumCount: Int, show: (Row) -> JSONValue)
    -> SandboxAnswer
  {
    let start = min(max((page - 1) * perPage + shift, 0), rows.count)
    let part = rows[start..<min(start + perPage, rows.count)]
    var answer = SandboxAnswer.json(200, .array(part.map(show)))
    let total = rows.count <= maximumCount ? rows.count : nil
    let lastPage = max((rows.count + perPage - 1) / perPage, 1)
    let next = page < lastPage ? page + 1 : nil
    let previous = page > 1 ? page - 1 : nil
    answer.headers = [
      "X-Page": String(page), "X-Per-Page": String(perPage),
      "X-Next-Page": next.map(String.init) ?? "", "X-Prev-Page": previous.map(String.init) ?? "",
    ]
    var links: KeyValuePairs<String, Int?> = ["prev": previous, "next": next, "first": 1]
    if let total {
      answer.headers["X-Total"] = String(total)
      answer.headers["X-Total-Pages"] = String(lastPage)
      links = ["prev": previous, "next": next, "first": 1, "last": lastPage]
    }
    answer.headers["Link"] = links.compactMap { relation, page in
      page.map { "<\(address($0, externalURL))>; rel=\"\(relation)\"" }
    }.joined(separator: ", ")
    return answer
  }

  private func address(_ page: Int, _ externalURL: String) -> String {
    var query = request.query
    query["private_token"] = nil
    query["page"] = String(page)
    query["per_page"] = String(perPage)
    let pairs = query.sorted { $0.key < $1.key }.map { "\(Self.encoded($0.key))=\(Self.encoded($0.value))" }
    let path = request.path.trimmingPrefix("/\(GitLabInstance.root)")
    return "\(externalURL)\(path)?\(pairs.joined(separator: "&"))"
  }

  private static func encoded(_ text: String) -> String {
    let plain = CharacterSet(charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")
    return text.addingPercentEncoding(withAllowedCharacters: plain) ?? text
  }
}
