import Foundation

/// A request as the sandbox's services see it: no more than they need of HTTP.
struct SandboxRequest: Sendable {
  /// The method, upper case.
  var method: String
  /// The path as sent, percent encoding included.
  var path: String
  /// The path cut at its slashes, percent encoding undone.
  var segments: [String]
  /// The query, decoded; of a name given twice the last value.
  var query: [String: String]
  /// The query as sent, without its question mark.
  var rawQuery: String
  var authorization: String
  /// The header `PRIVATE-TOKEN`, empty where there is none.
  var privateToken: String
  var accept: String
  var contentType: String
  var contentEncoding: String
  /// The header `Git-Protocol`, empty where there is none.
  var gitProtocol: String
  var userAgent: String
  var body: Data
  /// By how many rows the pages after the first are shifted, as if so many rows before them had gone meanwhile.
  var rowShift = 0

  /// Whether it can change anything.
  var isWrite: Bool { isWriting(method, path) }
}

/// Whether a request can change anything; git reads with POST, too.
private func isWriting(_ method: String, _ path: String) -> Bool {
  !["GET", "HEAD", "OPTIONS"].contains(method) && !path.hasSuffix("/git-upload-pack")
}

/// An answer of the sandbox's services.
struct SandboxAnswer: Sendable {
  var code: Int
  var contentType: String
  var body: Data
  var headers: [String: String] = [:]

  static func json(_ code: Int, _ json: JSONValue) -> SandboxAnswer {
    .json(code, json.text)
  }

  static func json(_ code: Int, _ text: Data) -> SandboxAnswer {
    SandboxAnswer(code: code, contentType: "application/json", body: text)
  }

  static func text(_ code: Int, _ text: String) -> SandboxAnswer {
    SandboxAnswer(code: code, contentType: "text/plain; charset=utf-8", body: Data(text.utf8))
  }

  /// A page for people, as proxies and web servers answer whatever was asked for.
  static func html(_ code: Int) -> SandboxAnswer {
    let page = "<!DOCTYPE html><html><head><title>\(code)</title></head><body><h1>\(code)</h1></body></html>\n"
    return SandboxAnswer(code: code, contentType: "text/html; charset=utf-8", body: Data(page.utf8))
  }
}

/// A request that was answered, as the request log keeps it.
package struct LoggedRequest: Sendable, Hashable, Codable {
  /// The method, upper case.
  package var method: String
  /// The path as sent, without the query.
  package var path: String
  /// The query as sent, empty where there was none.
  package var query: String
  /// Whose token it bore, at GitLab and git a user name; `system:anonymous` for none, empty for an unknown one.
  package var user: String
  /// The header `User-Agent`.
  package var userAgent: String
  /// The status of the answer, 0 where the connection was dropped instead.
  package var code: Int

  /// Whether the request can have changed anything.
  package var isWrite: Bool { isWriting(method, path) }
}

/// Every request that reached the sandbox, its control paths aside, oldest first.
package actor RequestLog {
  /// The requests so far.
  package private(set) var requests: [LoggedRequest] = []
  /// How many requests were under way at once, at the most.
  package private(set) var mostAtOnce = 0
  private var underWay = 0

  func begin() {
    underWay += 1
    mostAtOnce = max(mostAtOnce, underWay)
  }

  func end() {
    underWay -= 1
  }

  func append(_ request: LoggedRequest) {
    requests.append(request)
  }

  /// Forgets all requests.
  package func clear() {
    requests = []
    mostAtOnce = underWay
  }
}
