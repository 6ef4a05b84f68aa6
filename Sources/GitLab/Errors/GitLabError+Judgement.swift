import Foundation
import HTTP
import Secrets

extension GitLabError {
  /// Judges an answer: nil if it is a success with JSON in it, or one without content (204).
  ///
  /// - Parameter secrets: What must not be repeated in the server's words.
  static func judging(
    _ response: HTTPResponse,
    to operation: GitLabOperation,
    pause: Duration?,
    hiding secrets: [Secret]
  ) -> GitLabError? {
    if 200..<300 ~= response.status, ServerAnswer.contentType(of: response) == "application/json" { return nil }
    if response.status == 204 { return nil }
    let isSecret = 200..<300 ~= response.status && operation.answersSecret
    let shown = isSecret ? HTTPResponse(status: response.status, headers: response.headers) : response
    let answer = ServerAnswer(shown, hiding: secrets)
    return GitLabError(operation, status: response.status, cause(of: response, answer, pause, operation))
  }

  private static func cause(
    of response: HTTPResponse,
    _ answer: ServerAnswer,
    _ pause: Duration?,
    _ operation: GitLabOperation
  )
    -> Cause
  {
    switch response.status {
    case 300..<400:
      return .redirected(to: answer.location)
    case 429:
      return .rateLimited(pause: pause, said: answer.said)
    case 500...:
      return .unavailable(said: answer.said)
    case 403 where answer.isPlainText:
      // The ban of an address, before the API is reached.
      return .forbidden(said: answer.said)
    case _ where !answer.isJSON:
      return .notGitLab(contentType: answer.contentType, beginning: answer.beginning)
    case 401:
      return .unauthorized(answer.tokenFault, said: answer.said)
    case 403 where answer.body.error == "insufficient_scope":
      return .insufficientScope(needed: answer.body.scopes, said: answer.said)
    case 403:
      return .forbidden(said: answer.said)
    case 404 where answer.body.message == nil:
      return .routeNotServed(said: answer.said)
    case 404:
      return .notFound(said: answer.said)
    case 400 where operation.wordsOfMissingRole.map { answer.said?.contains($0) ?? false } ?? false:
      return .missingRole(said: answer.said)
    default:
      return .refused(said: answer.said)
    }
  }
}

extension ServerAnswer {
  /// What a 401 says of the token; GitLab has no code for it, only a sentence.
  fileprivate var tokenFault: TokenFault {
    guard body.error == "invalid_token", let text = body.errorDescription?.lowercased() else { return .unknown }
    if text.contains("expired") { return .expired }
    return text.contains("revoked") ? .revoked : .unknown
  }
}
