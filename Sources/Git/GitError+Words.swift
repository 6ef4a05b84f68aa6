extension GitError: CustomStringConvertible {
  /// What was tried on which repository, what came of it, and what to do next.
  package var description: String {
    "\(repository): \(attempt.words): \(reason.words)"
  }
}

extension GitError.Attempt {
  fileprivate var words: String {
    switch self {
    case .fetching(let branch): "fetching the branch '\(branch)'"
    case .reading(let path): path.isEmpty ? "reading the top folder" : "reading '\(path)'"
    case .readingObject(let id): "reading the object \(id)"
    case .committing: "writing a commit"
    case .pushing(let branch): "pushing to the branch '\(branch)'"
    }
  }
}

extension GitError.Reason {
  fileprivate var words: String {
    switch self {
    case .malformedRemote(let fault):
      "the repository's settings cannot be used: \(fault). Correct them in the configuration."
    case .keyRefused(let username):
      "the server refused the SSH key of '\(username)'. Check that its public half is registered for this repository."
    case .notARepository:
      "there is no repository. Check the URL, and that the credential may see it."
    case .empty:
      "the repository has no branch at all. Push a first commit."
    case .branchMissing(let branch, let others):
      "there is no branch '\(branch)'; there is \(others.prefix(5).map { "'\($0)'" }.joined(separator: ", "))"
        + "\(others.count > 5 ? " and \(others.count - 5) more" : ""). Correct the branch in the configuration."
    case .unreachable(let detail):
      "no connection: \(detail). Check host and port, and whether a firewall or a proxy is in between."
    case .http(let refusal):
      refusal.description
    case .keyUnusable(let fault):
      "the SSH key cannot be used: \(fault.words)"
    case .knownHostsUnusable(let fault):
      "the known_hosts file cannot be used: \(fault). Write the output of `ssh-keyscan HOST` there, after you have "
        + "compared its fingerprints with those that the server's owner names."
    case .hostKeyChanged(let host, let key):
      "the server '\(host)' shows another key than known_hosts lists for it: \(key.words). Ask its owner whether the "
        + "key was changed; if not, somebody else may be answering in its place."
    case .hostKeyUnknown(let host, let key):
      "known_hosts lists no \(key.kind) key for the server '\(host)', which shows \(key.words). Compare it with what its "
        + "owner names, and add the line that `ssh-keyscan -t \(key.scanKind) \(host)` prints (with `-p` and the port, where it is not 22)."
    case .hostKeyUnsupported(let host):
      "the server '\(host)' shows no kind of key that libssh2 knows, most likely an RSA key alone. Have an ed25519 or "
        + "ECDSA host key added on the server, or use its https URL."
    case .folderUnusable(let path, let detail):
      "the folder '\(path)' cannot be used: \(detail). Check its permissions and the space on its volume."
    case .folderBusy(let path, let waited):
      "another process has kept '\(path)' for \(waited.components.seconds) s. Wait for it, or give each its own state "
        + "folder."
    case .corrupt(let detail):
      "the copy on this machine is damaged: \(detail). Remove it; the next run fetches it anew."
    case .authorUnusable(let author):
      "'\(author.name)' with the address '\(author.email)' cannot be the author of a commit. Give both in the "
        + "configuration, without angle brackets and line ends."
    case .pathUnusable(let path):
      "'\(path)' cannot be the path of a file in git. Correct it in the configuration."
    case .pathTaken(let path, let place, let kind):
      "'\(path)' cannot be changed, because '\(place)' is \(kind.words). Change that in the repository, or the path in "
        + "the configuration."
    case .lostRace(let found):
      "somebody else changed the branch meanwhile; it is \(found.map { "at \($0)" } ?? "gone"). Fetch, and try again."
    case .branchProtected(let said):
      "the branch is protected: \(said). Allow the credential's user to push to it, or configure another branch."
    case .pushRefused(let said):
      "the server did not take the push: \(said). Look at the rules and hooks of the repository."
    case .tooLarge(let size, let limit):
      "it has \(size) bytes, more than the \(limit) that are allowed. Check that the path is the right one."
    case .deadline:
      "the run's deadline is over. Run again with a longer one."
    case .cancelled:
      "cancelled before it was done."
    case .library(let detail):
      "\(detail) (libgit2)."
    }
  }
}

extension GitError.HostKeyShown {
  fileprivate var words: String { "\(kind) \(fingerprint)" }

  /// What `ssh-keyscan` calls the kind.
  fileprivate var scanKind: String { kind.hasPrefix("ecdsa") ? "ecdsa" : "ed25519" }
}

extension PrivateKey.Fault {
  fileprivate var words: String {
    switch self {
    case .notAPrivateKey:
      "it is not a private key in PEM. Configure the file that `ssh-keygen -t ed25519` made."
    case .publicKey:
      "it is a public key. Configure the private half, the file without '.pub'."
    case .hasPassphrase:
      "it has a passphrase. Make a key for this purpose alone with `ssh-keygen -t ed25519 -N ''`."
    case .rsa:
      "it is an RSA key, with which libssh2 cannot sign as servers demand today. Make one with "
        + "`ssh-keygen -t ed25519` and register its public half."
    case .otherKind(let kind):
      "it is of the kind '\(kind)'. Make one with `ssh-keygen -t ed25519` and register its public half."
    }
  }
}

extension TreeEntry.Kind {
  fileprivate var words: String {
    switch self {
    case .file: "a file"
    case .folder: "a folder"
    case .link: "a symbolic link"
    case .submodule: "a submodule"
    }
  }
}
