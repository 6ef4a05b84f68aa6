/// Why a request got no whole answer.
///
/// A status such as 404 or 503 is an answer, not an error.
package struct HTTPError: Error, Sendable, Equatable {
  /// Which of the waits was too long.
  package enum Wait: Sendable, Equatable {
    case connecting
    case stalled
    case whole
  }

  /// What a certificate lacked.
  package enum CertificateFault: Sendable, Equatable {
    case unknownAuthority
    case selfSigned
    case expired
    case notYetValid

    /// It is made out to other names than `expected`.
    case otherName(expected: String)

    /// What the TLS library said.
    case other(String)
  }

  /// What went wrong.
  package enum Reason: Sendable, Equatable {
    case malformedConfiguration(String)
    case malformedURL(String)
    case malformedField(name: String)
    case unresolved(host: String)
    case unreachable(address: String, detail: String)
    case untrusted(CertificateFault)

    /// The server wants a certificate from us, or another one than ours.
    case identityRefused(detail: String)

    /// Our own certificate or key cannot be used.
    case identityUnusable(detail: String)

    /// TLS failed for another cause, such as a server that does not speak it.
    case tls(detail: String)

    case timedOut(Wait, after: Duration)

    /// The run's time is over; `pause` is the wait that did not fit any more.
    case deadline(pause: Duration?)

    case cancelled

    /// The connection ended before any answer.
    ///
    /// The server may have acted.
    case unanswered

    /// The connection ended within the answer; `expected` is nil where its length was not announced.
    case cutOff(expected: Int64?, received: Int64)

    case tooLarge(limit: Int)
    case proxyUnreachable(detail: String)
    case proxyRefused(status: Int)

    /// What came back is not HTTP.
    case notHTTP
    case shutDown

    /// A second reader asked for the body while the first one waited.
    case secondReader

    /// libcurl's own words for a failure that has no name here.
    case other(code: Int, detail: String)

    /// Whether nothing of an answer had arrived when the connection failed.
    var isBeforeAnyAnswer: Bool {
      switch self {
      case .unresolved, .unreachable, .timedOut(.connecting, _), .unanswered, .proxyUnreachable: true
      case .malformedConfiguration, .malformedURL, .malformedField, .untrusted, .identityRefused,
        .identityUnusable, .tls, .timedOut(.stalled, _), .timedOut(.whole, _), .deadline, .cancelled, .cutOff,
        .tooLarge, .proxyRefused, .notHTTP, .shutDown, .secondReader, .other:
        false
      }
    }
  }

  /// The request in short, such as `GET https://example.com/api?limit=…`; empty if it was about none.
  package let request: String

  package let reason: Reason

  /// How often the request was tried.
  package let attempts: Int

  /// An error about a request; its URL is stripped of what may be secret.
  package init(_ reason: Reason, method: HTTPMethod, url: String, attempts: Int = 1) {
    self.init(reason, request: "\(method.rawValue) \(VisibleURL(url).text)", attempts: attempts)
  }

  init(_ reason: Reason, request: String = "", attempts: Int = 1) {
    self.request = request
    self.reason = reason
    self.attempts = attempts
  }

  func after(attempts: Int) -> HTTPError {
    HTTPError(reason, request: request, attempts: attempts)
  }
}
