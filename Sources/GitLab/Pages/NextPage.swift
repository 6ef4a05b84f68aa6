import Foundation
import HTTP

/// Where a list goes on, as the headers of one of its pages say.
enum NextPage: Sendable, Equatable {
  case request(GitLabRequest)
  /// This page is the last one.
  case none
  /// The headers say nothing of it.
  case unsaid
  /// What they say cannot be read.
  case unreadable

  /// Reads `X-Next-Page`, else the `next` of `Link`.
  ///
  /// GitLab builds links from its configured URL, which may name a host that we cannot reach: only their query is used.
  init(after request: GitLabRequest, _ headers: HTTPHeaders) {
    if let page = headers["X-Next-Page"] {
      self = Self.numbered(page, after: request)
    } else if let links = headers["Link"] {
      guard let target = LinkHeader(links).target(of: "next") else {
        self = .none
        return
      }
      self = Self.linked(target, after: request)
    } else {
      self = .unsaid
    }
  }

  private static func numbered(_ page: String, after request: GitLabRequest) -> NextPage {
    if page.isEmpty { return .none }
    guard let number = Int(page), number > 0 else { return .unreadable }
    let others = request.query.filter { $0.name != "page" }
    return .request(request.with(query: others + [GitLabRequest.Parameter("page", String(number))]))
  }

  private static func linked(_ target: String, after request: GitLabRequest) -> NextPage {
    guard let items = URLComponents(string: target)?.queryItems, !items.isEmpty else { return .unreadable }
    return .request(request.with(query: items.map { GitLabRequest.Parameter($0.name, $0.value ?? "") }))
  }
}

/// The links of a `Link` header (RFC 8288).
struct LinkHeader {
  private let links: [(target: Substring, parameters: [Substring])]

  init(_ text: String) {
    var links: [(Substring, [Substring])] = []
    var rest = text[...]
    while let start = rest.firstIndex(of: "<"), let end = rest[start...].firstIndex(of: ">") {
      let target = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      // The next link begins at the next "<", which stands in no parameter that GitLab sends.
      let parameters = rest.prefix { $0 != "<" }
      links.append((target, parameters.split { $0 == ";" || $0 == "," }))
      rest = rest[parameters.endIndex...]
    }
    self.links = links
  }

  /// The URL of the first link with this relation.
  func target(of relation: String) -> String? {
    links.first { link in
      link.parameters.contains { parameter in
        let text = parameter.filter { !$0.isWhitespace && $0 != "\"" }.lowercased()
        return text == "rel=\(relation)"
      }
    }
    .map { String($0.target) }
  }
}
