package import Secrets

/// How a client reaches its servers, and how long it waits for them.
package struct HTTPClientConfiguration: Sendable {
  /// Whose signature a server's certificate needs.
  package enum Trust: Sendable {
    /// The authorities that the machine trusts.
    case system

    /// These authorities alone, one or more certificates in PEM.
    case pem(String)
  }

  /// Who we are, to a server that asks for a certificate.
  package struct ClientIdentity: Sendable {
    /// Our certificate in PEM, followed by its intermediates.
    package var certificate: String

    /// Its private key in PEM, not encrypted.
    package var key: Secret

    /// An identity of both halves.
    package init(certificate: String, key: Secret) {
      self.certificate = certificate
      self.key = key
    }
  }

  /// The value of `User-Agent`, such as `driftcheck/1.2.0`.
  package var userAgent: String

  package var trust: Trust = .system

  package var clientIdentity: ClientIdentity?

  /// The name that the server's certificate must bear, where it is not the host of the URL.
  package var tlsServerName: String?

  /// Accepts any certificate.
  ///
  /// The connection is then encrypted, to an unknown peer.
  package var insecureSkipVerify = false

  package var proxy: HTTPProxy = .environment

  /// The longest wait for a connection, TLS included.
  package var connectTimeout: Duration = .seconds(10)

  /// The longest that one try may take, in whole.
  package var timeout: Duration = .seconds(120)

  /// The longest wait for the next byte.
  package var stallTimeout: Duration = .seconds(30)

  /// Open connections to one host.
  ///
  /// An open stream holds one until it is read to its end.
  package var maxConnectionsPerHost = 16

  /// The largest body that ``HTTPClient/send(_:)`` accepts, in bytes.
  package var maxBodyBytes = 64 << 20

  package var retry: RetryPolicy = .standard

  /// The instant at which the whole run must be over: nothing is awaited beyond.
  package var deadline: ContinuousClock.Instant?

  /// The defaults, with this `User-Agent`.
  package init(userAgent: String) {
    self.userAgent = userAgent
  }

  /// Says what is wrong with the texts given, or nil.
  var fault: String? {
    if !HTTPField("User-Agent", userAgent).isWellFormed {
      return "the user agent holds a control character"
    }
    if case .pem(let text) = trust, !text.contains("-----BEGIN CERTIFICATE-----") {
      return "the certificate authority is not a certificate in PEM"
    }
    if let identity = clientIdentity {
      if !identity.certificate.contains("-----BEGIN CERTIFICATE-----") {
        return "the client certificate is not a certificate in PEM"
      }
      if !identity.key.reveal().contains("PRIVATE KEY-----") {
        return "the client key is not a private key in PEM"
      }
    }
    if let name = tlsServerName, !ServerAddress.isHostName(name) {
      return "the TLS server name '\(name)' is not a host name"
    }
    return proxy.fault
  }
}
