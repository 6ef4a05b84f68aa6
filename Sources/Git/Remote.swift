package import HTTP
package import Secrets

/// A repository somewhere, the one branch of it that is looked at, and how to get in.
package struct Remote: Sendable {
  /// Who we are to the server.
  package enum Credential: Sendable {
    case none

    /// For `https` and `http`: an access token is a password.
    case password(username: String, Secret)

    /// For SSH: a private key without a passphrase, ed25519 or ECDSA, and the lines of a `known_hosts` file that say
    /// which keys the server may have.
    case sshKey(Secret, knownHosts: String)
  }

  /// `https://`, `http://` or `ssh://`, `user@host:path`, or the absolute path of a folder; never with a password.
  package var url: String

  /// The branch's name, without `refs/heads/`.
  package var branch: String

  package var credential: Credential

  /// Whose signature the certificate of an `https` server needs.
  package var trust: HTTPClientConfiguration.Trust = .system

  /// The way out of the network, for `https` and `http`.
  package var proxy: HTTPProxy = .environment

  /// The longest wait for the next byte of an `https` or `http` server.
  package var stallTimeout: Duration = .seconds(30)

  /// Who asks, such as `driftcheck/1.2.0`, for `https` and `http`.
  package var userAgent = "driftcheck"

  /// The instant at which the whole run must be over.
  package var deadline: ContinuousClock.Instant?

  /// A branch of a repository.
  package init(url: String, branch: String, credential: Credential = .none) {
    self.url = url
    self.branch = branch
    self.credential = credential
  }
}

extension Remote {
  /// The full name of the branch.
  var reference: String { "refs/heads/\(branch)" }

  /// What a fetch writes where: that one branch, also where its history was rewritten.
  var refspec: String { "+\(reference):\(reference)" }

  /// The text that must never be shown.
  var secret: Secret? {
    switch credential {
    case .none: nil
    case .password(_, let password): password
    case .sshKey(let key, _): key
    }
  }
}
