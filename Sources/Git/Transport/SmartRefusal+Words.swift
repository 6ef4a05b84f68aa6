import HTTP

extension SmartRefusal: CustomStringConvertible {
  /// What the server said, and what to do next; which repository it is about, the caller knows.
  package var description: String {
    [event, advice].compactMap(\.self).joined(separator: " ")
  }

  /// What happened, as a sentence.
  private var event: String {
    switch cause {
    case .credentialMissing, .credentialRefused, .forbidden, .notFound, .rateLimited, .tooLarge, .unavailable, .refused:
      answered
    case .redirected(let target, _):
      "the server answered with status \(status ?? 0) and wants another URL\(target.map { ": \($0)" } ?? "")."
    case .notGit(let type, let beginning):
      "the answer is not git's but \(type ?? "of no type")\(beginning.isEmpty ? ", empty" : ", and begins with “\(beginning)”")."
    case .filesOnly:
      "the server hands out the repository's files and does not speak git's protocol."
    case .transport(let error):
      error.reason.description
    case .outOfOrder:
      "libgit2 asked for something that git over HTTP does not have."
    }
  }

  private var answered: String {
    let number = status.map(String.init) ?? "no status"
    guard let said else { return "the server answered with status \(number) and no reason." }
    return "the server says \(number): \(said)\(said.hasSuffix(".") ? "" : ".")"
  }

  private var advice: String? {
    switch cause {
    case .credentialMissing:
      "It wants a username and a password: configure both for this repository."
    case .credentialRefused(let username):
      "It does not accept the password of '\(username)': check that the token is this server's, has not expired and "
        + "was not revoked, that its user is a member of the project, and, for a deploy token, the username."
    case .forbidden:
      action.isForPush
        ? "Grant the token the scope write_repository and a role that may push to this branch, and check whether this "
          + "machine's address is blocked."
        : "Grant the token the scope read_repository, and check whether this machine's address is blocked."
    case .notFound:
      "There is no such repository, or the credential may not see it: check the URL, and that the token's user is a "
        + "member of the project."
    case .redirected(_, let repository?):
      "Configure \(repository) as the URL; a credential is sent nowhere else."
    case .redirected(_, nil):
      "Check the URL: it is not that of a repository, or a login page stands before it."
    case .rateLimited(let pause):
      "Run again \(pause.map { "after \(Int(($0 / .seconds(1)).rounded(.up))) s" } ?? "later")."
    case .tooLarge:
      "Raise the largest body that the server, or a proxy before it, accepts."
    case .unavailable:
      "Look at the server and the proxies before it, and run again."
    case .refused:
      "Check the URL, and what stands between here and the server."
    case .notGit:
      "Check that the URL is that of a repository, as `git clone` takes it, and whether a login page stands before it."
    case .filesOnly:
      "Serve the repository with `git http-backend`, or as GitLab does."
    case .transport:
      // The transport has given its own.
      nil
    case .outOfOrder:
      "Check which version of libgit2 is installed."
    }
  }
}
