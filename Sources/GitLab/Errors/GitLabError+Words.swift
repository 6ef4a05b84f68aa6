import HTTP

extension GitLabError: CustomStringConvertible {
  /// What was tried, on which object, what the server said, and what to do next.
  package var description: String {
    let tries = attempts > 1 ? " (tried \(attempts) times)" : ""
    return (["cannot \(operation)\(tries): \(event)."] + [advice].compactMap(\.self)).joined(separator: " ")
  }

  /// What happened, without a word on which object: equal where many requests failed alike.
  package var likeness: String {
    if case .transport(let error) = cause { error.reason.description } else { event }
  }

  /// What happened.
  private var event: String {
    switch cause {
    case .unauthorized(_, let said), .insufficientScope(_, let said), .missingRole(let said), .forbidden(let said),
      .notFound(let said), .routeNotServed(let said), .rateLimited(_, let said), .unavailable(let said),
      .refused(let said):
      answered(said)
    case .notAsked(let failures):
      "not asked, because \(failures) requests in a row had failed"
    case .redirected(let target):
      "the server redirects" + (target.map { " to \($0)" } ?? "")
    case .notGitLab(let type, let beginning):
      "the answer\(status.map { " with status \($0)" } ?? "") is not GitLab's JSON but "
        + "\(type ?? "of no type")\(beginning.isEmpty ? ", empty" : ", and begins with “\(beginning)”")"
    case .undecodable(let reason):
      "the answer does not have the form that is read here: \(reason)"
    case .endlessPages(let flaw):
      flaw.words
    case .transport(let error):
      Self.withoutFullStop(error.description)
    case .invalidRequest(let reason):
      "\(reason), so nothing was sent"
    }
  }

  private func answered(_ said: String?) -> String {
    guard let status else { return said.map(Self.withoutFullStop) ?? "the server asked for a pause before" }
    guard let said else { return "the server answered with status \(status) and no reason" }
    return "the server says \(status): \(Self.withoutFullStop(said))"
  }

  private static func withoutFullStop(_ text: String) -> String {
    text.hasSuffix(".") ? String(text.dropLast()) : text
  }

  /// What to do next.
  private var advice: String? {
    switch cause {
    case .unauthorized(let fault, _):
      fault.advice
    case .insufficientScope, .missingRole:
      missingPermission.map { "Grant our token \($0)." } ?? "Grant our token more."
    case .forbidden:
      missingPermission.map { "Grant our token \($0), and check" + Self.otherBans } ?? "Check" + Self.otherBans
    case .notFound:
      "It does not exist, or our token may not see it: check the name, and "
        + (missingPermission.map { "grant our token \($0)." } ?? "the membership of the token's user.")
    case .routeNotServed:
      "Check that the configured URL is that of GitLab itself, without /api, and that its version is 16.0 or later."
    case .rateLimited(let pause, _):
      "Run again \(pause.map { "after \(Self.seconds($0)) s" } ?? "later"), or raise the rate limits of this GitLab."
    case .unavailable, .notAsked:
      "Look at GitLab and the proxies before it, and run again."
    case .refused:
      "GitLab will refuse this the same way each time: check its version and settings."
    case .redirected:
      "Configure the URL that GitLab has for itself: scheme, host and path."
    case .notGitLab:
      "Check the configured URL, and whether a proxy or a login page stands before GitLab."
    case .undecodable:
      "Check whether a proxy changes or cuts answers, and whether this version of GitLab is supported."
    case .endlessPages:
      "Check whether a proxy drops or changes headers, and run again."
    case .transport:
      // The transport has given its own.
      nil
    case .invalidRequest:
      "Correct it in the configuration."
    }
  }

  private static let otherBans = " whether the user or this machine's address is blocked."

  private static func seconds(_ pause: Duration) -> Int {
    Int((pause / .seconds(1)).rounded(.up))
  }
}

extension TokenFault {
  /// What to do where the token is our own.
  fileprivate var advice: String {
    switch self {
    case .expired: "Our token has expired: create another one."
    case .revoked: "Our token was revoked: create another one."
    case .unknown: "GitLab does not know our token: check its value, and that it is one of this GitLab."
    }
  }
}

extension GitLabError.PageFlaw {
  fileprivate var words: String {
    switch self {
    case .repeated: "the server named the same page twice, so the list has no end"
    case .tooMany(let limit): "the list has more than \(limit) pages"
    case .nextUnsaid: "a full page came without X-Next-Page and Link, so nobody knows whether there is more"
    case .nextUnreadable: "what the server named as the next page is none"
    }
  }
}
