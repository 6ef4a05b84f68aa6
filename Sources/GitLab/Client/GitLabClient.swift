package import Foundation
package import HTTP
package import Secrets

/// A client of one GitLab.
package struct GitLabClient: Sendable {
  /// The server's URL without a slash at its end.
  package var server: String { session.server }

  let session: Session

  /// Requests on their way at once, at most; servers allow about 100 streams on an HTTP/2 connection.
  package static let mostAtOnce = 64

  /// Makes a client; nothing is sent yet.
  ///
  /// - Parameters:
  ///   - url: The URL of GitLab's own pages, `https://gitlab.example.com`; a path at its end is kept.
  ///   - token: Our token, sent in the header `PRIVATE-TOKEN`, which takes every kind of access token.
  ///   - trust: Whose signature the server's certificate needs.
  ///   - userAgent: The value of `User-Agent`.
  ///   - longestSilence: The longest wait for a connection or the next byte, where that is less than the usual.
  ///   - deadline: The instant at which all must be read: nothing is awaited beyond.
  ///   - pacing: Time and chance; a test puts its own in place.
  /// - Throws: `HTTPError` where one of the texts cannot be used.
  package static func connect(
    url: String,
    token: Secret,
    trust: HTTPClientConfiguration.Trust = .system,
    proxy: HTTPProxy = .environment,
    userAgent: String,
    longestSilence: Duration? = nil,
    deadline: ContinuousClock.Instant? = nil,
    pacing: Pacing = .real
  ) throws(HTTPError) -> GitLabClient {
    var configuration = HTTPClientConfiguration(userAgent: userAgent)
    configuration.trust = trust
    configuration.proxy = proxy
    configuration.deadline = deadline
    if let longestSilence {
      configuration.stallTimeout = min(configuration.stallTimeout, longestSilence)
      configuration.connectTimeout = min(configuration.connectTimeout, longestSilence)
    }
    configuration.maxConnectionsPerHost = mostAtOnce
    // The session alone sends again, because each answer also sets its pace.
    configuration.retry = .none
    let gate = RequestGate(
      AdaptiveLimit(maximum: mostAtOnce),
      pacing: pacing,
      longestPause: Session.longestPause,
      deadline: deadline
    )
    let session = Session(
      server: try server(of: url),
      token: token,
      client: try HTTPClient(configuration, pacing: pacing),
      gate: gate,
      pacing: pacing,
      deadline: deadline
    )
    return GitLabClient(session: session)
  }

  /// Tries that were sent so far, retries included.
  package var requestCount: Int { session.client.requestCount }

  /// The server's clock, to the second, as its last success showed it; nil before the first.
  package var serverTime: Date? { session.serverTime.withLock { $0 } }

  private static func server(of url: String) throws(HTTPError) -> String {
    guard !url.contains("?"), !url.contains("#") else {
      throw HTTPError(.malformedURL("it holds a query or a fragment"), method: .get, url: url)
    }
    return String(url.reversed().drop { $0 == "/" }.reversed())
  }
}
