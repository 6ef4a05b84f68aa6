package import HTTP

/// Why something could not be read from GitLab, or done there.
package struct GitLabError: Error, Sendable, Equatable {
  /// What went wrong, as data.
  ///
  /// The words are in `description`; `said` is what the server said, if anything.
  package enum Cause: Sendable, Equatable {
    /// The token that we asked with is not accepted.
    case unauthorized(TokenFault, said: String?)
    /// Our token lacks a scope; any one of `needed` would do.
    case insufficientScope(needed: [String], said: String?)
    /// Our token is alive, and its user lacks the role that the operation takes.
    case missingRole(said: String?)
    /// Refused for another reason: a blocked user or address, a rule of the instance.
    case forbidden(said: String?)
    /// There is no such object, or we may not see it: GitLab answers both alike.
    case notFound(said: String?)
    /// The server does not know the route, so nothing is said of the object.
    case routeNotServed(said: String?)
    /// Too many requests; `pause` is how long the server wants us to wait, if it said so.
    case rateLimited(pause: Duration?, said: String?)
    /// The server, or a proxy before it, failed.
    case unavailable(said: String?)
    /// Not asked any more, after so many requests in a row had failed.
    case notAsked(afterFailures: Int)
    /// Another refusal.
    case refused(said: String?)
    case redirected(to: String?)
    /// The answer does not come from GitLab's API: a web page, another type of content.
    case notGitLab(contentType: String?, beginning: String)
    /// The answer does not have the form that we read.
    case undecodable(reason: String)
    case endlessPages(PageFlaw)
    /// No whole answer came.
    case transport(HTTPError)
    /// What was asked for cannot stand in a URL, so nothing was sent.
    case invalidRequest(String)
  }

  /// Why the pages of a list have no proper end.
  package enum PageFlaw: Sendable, Equatable {
    /// The server named a page as the next one that was there before.
    case repeated
    case tooMany(limit: Int)
    /// A full page came without a word on whether there is another.
    case nextUnsaid
    /// What the server named as the next page is none.
    case nextUnreadable
  }

  package let operation: GitLabOperation
  /// The status of the answer; nil where there was none.
  package let status: Int?
  package let cause: Cause
  /// How often the request was sent.
  package let attempts: Int

  /// An error of its parts.
  package init(_ operation: GitLabOperation, status: Int? = nil, _ cause: Cause, attempts: Int = 1) {
    self.operation = operation
    self.status = status
    self.cause = cause
    self.attempts = attempts
  }
}

extension GitLabError {
  /// Whether the server says that the object is not there, or may not be seen.
  package var isNotFound: Bool {
    if case .notFound = cause { true } else { false }
  }

  /// Whether this GitLab cannot be asked that, as one of an older version.
  package var isNotServed: Bool {
    if case .routeNotServed = cause { true } else { false }
  }

  /// Why the token that was shown is not accepted, where that is what went wrong.
  package var tokenFault: TokenFault? {
    if case .unauthorized(let fault, _) = cause { fault } else { nil }
  }

  /// What to grant, where the server refused for want of it: `Owner on the group shop`, `scope read_api`.
  package var missingPermission: String? {
    switch cause {
    case .insufficientScope(let needed, _): scope(needed)
    case .missingRole, .forbidden, .notFound: operation.requiredRole
    case .unauthorized, .routeNotServed, .rateLimited, .unavailable, .notAsked, .refused, .redirected,
      .notGitLab, .undecodable, .endlessPages, .transport, .invalidRequest:
      nil
    }
  }

  /// Of the scopes that would do the least one, where GitLab names it or names none.
  private func scope(_ needed: [String]) -> String {
    if needed.isEmpty || needed.contains(operation.leastScope) { return "scope \(operation.leastScope)" }
    return "scope " + needed.joined(separator: " or ")
  }

  /// The same error as one of asking about our own token, where it says that our token is dead; else nil.
  ///
  /// A dead token is one cause, however many requests it failed.
  package var ofOwnToken: GitLabError? {
    guard let fault = tokenFault, fault != .unknown || !operation.hidesRole else { return nil }
    return GitLabError(.readOwnToken, status: status, cause)
  }

  func after(attempts: Int) -> GitLabError {
    GitLabError(operation, status: status, cause, attempts: attempts)
  }

  /// The same error where it is known that our token is alive: a 401 then speaks of the role.
  ///
  /// GitLab answers 401 to a member without the role of an Owner who lists the tokens of a group.
  func knowingTokenIsAlive() -> GitLabError {
    guard case .unauthorized(.unknown, let said) = cause, operation.hidesRole else { return self }
    return GitLabError(operation, status: status, .missingRole(said: said), attempts: attempts)
  }
}
