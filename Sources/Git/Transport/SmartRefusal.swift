package import HTTP

/// Why a server that should speak git over HTTP did not do what it was asked for.
package struct SmartRefusal: Error, Sendable, Equatable {
  /// What went wrong, as data; the words are in `description`.
  package enum Cause: Sendable, Equatable {
    /// The server wants a credential, and we have none.
    case credentialMissing

    /// The server does not accept our credential.
    case credentialRefused(username: String)

    /// The credential is good, and not enough.
    case forbidden

    /// There is no such repository, or we may not see it: servers answer both alike.
    case notFound

    /// The server wants another URL; `repository` is the repository's new one, if the answer names one.
    case redirected(to: String?, repository: String?)

    /// Too many requests; `pause` is how long the server wants us to wait, if it said so.
    case rateLimited(pause: Duration?)

    /// The body of our request is too large for the server or a proxy before it.
    case tooLarge

    /// The server, or a proxy before it, failed.
    case unavailable

    /// A status that has no name here.
    case refused

    /// The answer is not git's.
    case notGit(contentType: String?, beginning: String)

    /// The server hands out files and cannot speak the protocol.
    case filesOnly

    /// No whole answer came.
    case transport(HTTPError)

    /// libgit2 asked for what the protocol does not have.
    case outOfOrder
  }

  package let action: SmartAction

  /// The status of the answer; nil where there was none.
  package let status: Int?

  package let cause: Cause

  /// What the server said, on one line and without our secrets; nil if it had no words for us.
  package let said: String?

  init(_ action: SmartAction, status: Int? = nil, _ cause: Cause, said: String? = nil) {
    self.action = action
    self.status = status
    self.cause = cause
    self.said = said
  }

  /// What to grant, where the server refused for want of it: `scope read_repository`.
  package var missingPermission: String? {
    switch cause {
    case .credentialMissing, .credentialRefused, .forbidden, .notFound:
      "scope \(action.isForPush ? "write_repository" : "read_repository")"
    case .redirected, .rateLimited, .tooLarge, .unavailable, .refused, .notGit, .filesOnly, .transport, .outOfOrder:
      nil
    }
  }
}
