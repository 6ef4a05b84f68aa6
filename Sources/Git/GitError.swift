/// Why a repository could not be read or written.
package struct GitError: Error, Sendable, Equatable {
  /// What was tried.
  package enum Attempt: Sendable, Equatable {
    case fetching(branch: String)
    case reading(path: String)
    case readingObject(ObjectID)
    case committing
    case pushing(branch: String)
  }

  /// What an SSH server showed: the kind of its key, such as `ssh-ed25519`, and its SHA-256 as `ssh-keygen -l` shows it.
  package struct HostKeyShown: Sendable, Equatable {
    package let kind: String
    package let fingerprint: String
  }

  /// What went wrong.
  package enum Reason: Error, Sendable, Equatable {
    /// The configuration of the remote is wrong, as this says.
    case malformedRemote(String)

    /// The SSH server does not let our key in.
    case keyRefused(username: String)

    /// There is no repository at a path, or none that an SSH server would show us.
    case notARepository

    /// There is no branch at all.
    case empty
    case branchMissing(String, others: [String])
    case unreachable(detail: String)

    /// A server of `https` or `http`, or the way to it, failed.
    case http(SmartRefusal)

    /// The SSH key that is configured cannot be used.
    case keyUnusable(PrivateKey.Fault)

    /// The `known_hosts` lines that are configured cannot be used, as this says.
    case knownHostsUnusable(String)

    /// The SSH server's key is another one than `known_hosts` lists.
    case hostKeyChanged(host: String, key: HostKeyShown)

    /// `known_hosts` lists no key of this kind for the SSH server.
    case hostKeyUnknown(host: String, key: HostKeyShown)

    /// The SSH server and libssh2 have no kind of key in common: it has an RSA key only.
    case hostKeyUnsupported(host: String)

    /// The mirror's folder cannot be made, read or locked.
    case folderUnusable(String, detail: String)

    /// Another process kept the mirror's lock.
    case folderBusy(String, waited: Duration)

    /// An object of the mirror is missing or damaged.
    case corrupt(String)

    /// Whose commit it is cannot be written down.
    case authorUnusable(Author)

    /// A path that no file in git can have.
    case pathUnusable(String)

    /// A path that a commit cannot write or remove, because of what is at `place`.
    case pathTaken(String, at: String, by: TreeEntry.Kind)

    /// The branch is not any more where the commit was made; `found` is where it is now, nil if it is gone.
    case lostRace(found: ObjectID?)

    /// The branch is protected against us, in the server's words.
    case branchProtected(said: String)

    /// The server did not take the push, in its own words.
    case pushRefused(said: String)
    case tooLarge(size: Int, limit: Int)
    case deadline
    case cancelled

    /// libgit2's own words for a failure that has no name here.
    case library(String)
  }

  package let attempt: Attempt

  /// The repository's URL, which holds no password.
  package let repository: String

  package let reason: Reason

  init(_ reason: Reason, while attempt: Attempt, of remote: Remote) {
    self.attempt = attempt
    repository = remote.url
    self.reason = reason
  }
}
