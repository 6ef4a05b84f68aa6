package import HTTP
package import Secrets

/// How one cluster is reached, and as whom.
package struct ClusterAccess: Sendable {
  /// Where this comes from, for errors: `context 'dev' of /home/me/.kube/config`.
  package var origin: String
  /// The server's URL without a slash at its end.
  package var server: String
  package var trust: HTTPClientConfiguration.Trust
  package var tlsServerName: String?
  package var insecureSkipVerify: Bool
  package var proxy: HTTPProxy
  /// The namespace that the context, or the service account, is in.
  package var namespace: String?
  package var identity: HTTPClientConfiguration.ClientIdentity?
  package var credential: CredentialSource

  /// Access to a server, by default without a credential.
  package init(
    origin: String,
    server: String,
    trust: HTTPClientConfiguration.Trust = .system,
    tlsServerName: String? = nil,
    insecureSkipVerify: Bool = false,
    proxy: HTTPProxy = .environment,
    namespace: String? = nil,
    identity: HTTPClientConfiguration.ClientIdentity? = nil,
    credential: CredentialSource = .none
  ) {
    self.origin = origin
    self.server = server
    self.trust = trust
    self.tlsServerName = tlsServerName
    self.insecureSkipVerify = insecureSkipVerify
    self.proxy = proxy
    self.namespace = namespace
    self.identity = identity
    self.credential = credential
  }
}

/// Where the credential of a request comes from.
package enum CredentialSource: Sendable, Hashable {
  /// None, or the client certificate alone.
  case none
  case token(Secret)
  /// A file that holds a token and is replaced from time to time.
  case tokenFile(path: String)
  case basic(username: String, password: Secret)
  case exec(ExecPlugin)
}
