/// What the sections of the two repositories have in common: where one is, and who we are to it.
package struct RepositoryAccess: Sendable, Equatable {
  package var url = ""
  package var branch = "main"
  /// For `https` and `http`, with the password.
  package var username = "oauth2"
  /// The file, absolute, that holds the password or access token; nil for a repository that anybody may read.
  package var passwordFile: String?
  /// The file, absolute, that holds the private SSH key; nil where the URL is none of SSH.
  package var sshKeyFile: String?
  /// The file, absolute, that says which keys the SSH server may have; nil where the URL is none of SSH.
  package var knownHostsFile: String?
  /// A file, absolute, with the certificates of the authorities to trust beside the system's; nil for none.
  package var caFile: String?
  /// The address of the proxy, without user name; nil for none.
  package var proxy: String?
}

extension RepositoryAccess {
  /// How the URL is reached.
  private enum Way {
    case ssh, web, folder
  }

  private var way: Way {
    if url.hasPrefix("/") { return .folder }
    return url.hasPrefix("https://") || url.hasPrefix("http://") ? .web : .ssh
  }

  /// What does not fit the way in which the URL is reached.
  var contradiction: Contradiction? {
    switch way {
    case .ssh:
      needless(passwordFile, "passwordFile", "an SSH address is opened with a key, not with a password")
        ?? needless(caFile, "caFile", "an SSH server shows no certificate")
        ?? needless(proxy, "proxy", "a proxy is of use for https and http only")
        ?? lacking(sshKeyFile, "sshKeyFile", "secrets/deploy-key", "an SSH address is opened with a key")
        ?? lacking(knownHostsFile, "knownHostsFile", "known_hosts", "an SSH server's key must be known beforehand")
    case .web:
      needless(sshKeyFile, "sshKeyFile", "a web address is opened with a password, not with an SSH key")
        ?? needless(knownHostsFile, "knownHostsFile", "a web server shows a certificate, no SSH key")
    case .folder:
      needless(passwordFile, "passwordFile", "a folder is opened without a password")
        ?? needless(sshKeyFile, "sshKeyFile", "a folder is opened without a key")
    }
  }

  private func needless(_ value: String?, _ key: String, _ problem: String) -> Contradiction? {
    value.map { _ in Contradiction(key: key, problem: "\(problem), as the url is \(url)", advice: "\(key): \"\"") }
  }

  private func lacking(_ value: String?, _ key: String, _ file: String, _ problem: String) -> Contradiction? {
    guard value == nil else { return nil }
    return Contradiction(key: key, problem: "missing: \(problem)", advice: "\(key): \(file)")
  }
}

/// A section that says how a repository is reached, beside other things.
protocol RepositorySection: ConfigurationSection {
  var access: RepositoryAccess { get set }
}

extension RepositorySection {
  var contradiction: Contradiction? { access.contradiction }

  /// The keys of the access, of a repository such as `example`.
  static func accessKeys(example: String) -> [Key<Self>] {
    [
      Key(
        "url",
        \.access.url,
        .text(.repository),
        required: "url: \(example)",
        "Where the repository is. A password never stands in it."
      ),
      Key("branch", \.access.branch, .text(.branch), "The branch that is looked at."),
      Key("username", \.access.username, .text(.userName), "The user name for `https`; GitLab takes any with a token."),
      Key(
        "passwordFile",
        \.access.passwordFile,
        .optional(.path),
        "For `https`: the file that holds the password or access token. When empty: none is shown to the server."
      ),
      Key(
        "sshKeyFile",
        \.access.sshKeyFile,
        .optional(.path),
        "For SSH: the file that holds the private key, ed25519 or ECDSA, without passphrase."
      ),
      Key(
        "knownHostsFile",
        \.access.knownHostsFile,
        .optional(.path),
        "For SSH: the file, as `ssh-keyscan` prints it, that says which keys the server may have."
      ),
      Key(
        "caFile",
        \.access.caFile,
        .optional(.path),
        "For `https`: certificates of authorities to trust, in PEM, beside the system's."
      ),
      Key("proxy", \.access.proxy, .optional(.proxy), "For `https`: the proxy, without user name and password."),
    ]
  }
}
