import Foundation
import HTTP
import Wire

extension SmartRefusal {
  /// Reads an answer that is not git's to `action`; a part of its body is enough.
  init(_ answer: HTTPResponse, to action: SmartAction, of server: SmartServer, now: Date = Date()) {
    let type = answer.headers.contentType
    let words = VisibleText.beginning(of: answer.body, hiding: server.secrets)
    let said: String? =
      switch type {
      case "text/plain" where !words.isEmpty: words
      case "text/html": "a web page"
      default: nil
      }
    let cause: Cause =
      switch answer.status {
      case 200..<300: Self.foreignAnswer(type, words, to: action)
      case 300..<400: Self.redirection(answer.headers["Location"], of: server, action)
      case 401: server.credential.map { .credentialRefused(username: $0.username) } ?? .credentialMissing
      case 403: .forbidden
      case 404, 410: .notFound
      case 413: .tooLarge
      case 429: .rateLimited(pause: ServerPause.asked(by: answer.headers, now: now))
      case 500...: .unavailable
      default: .refused
      }
    self.init(action, status: answer.status, cause, said: said)
  }

  private static func foreignAnswer(_ type: String?, _ words: String, to action: SmartAction) -> Cause {
    // A server without git's program hands out the file `info/refs` as it lies there.
    let isReferenceFile = action.isListing && type != "text/html" && words.contains("refs/heads/")
    return isReferenceFile ? .filesOnly : .notGit(contentType: type, beginning: words)
  }

  /// Reads where a redirection leads; without its query, which may hold what nobody should see.
  private static func redirection(_ location: String?, of server: SmartServer, _ action: SmartAction) -> Cause {
    guard let location else { return .redirected(to: nil, repository: nil) }
    let target = URL(string: location, relativeTo: URL(string: server.url + action.path))?.absoluteString ?? location
    let visible = VisibleText.oneLine(String(target.prefix { $0 != "?" && $0 != "#" }), hiding: server.secrets)
    let path = String(action.path.prefix { $0 != "?" })
    let repository = visible.hasSuffix(path) && !visible.contains("@") ? String(visible.dropLast(path.count)) : nil
    return .redirected(to: visible.contains("@") ? nil : visible, repository: repository)
  }
}

extension SmartAction {
  /// Says whether the head of an answer is that of git's own answer.
  ///
  /// A page that asks for a login comes with status 200, too, so the type counts.
  func isAnswered(withStatus status: Int, _ headers: HTTPHeaders) -> Bool {
    status == 200 && headers.contentType == answerType
  }
}

extension HTTPHeaders {
  /// The type of the content in lower case, without parameters.
  fileprivate var contentType: String? {
    self["Content-Type"]?.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces).lowercased()
  }
}
