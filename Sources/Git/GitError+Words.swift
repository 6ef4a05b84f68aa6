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
    }
  }
}

extension GitError.Reason {
  fileprivate var words: String {
    switch self {
    case .malformedRemote(let fault):
      "the repository's settings cannot be used: \(fault). Correct them in the configuration."
    case .credentialRefused(.none):
      "the server asks for a credential. Configure one that may read this repository."
    case .credentialRefused(.password(let username)):
      "the server refused the password of '\(username)'. Check that it is complete, not expired, and may read this "
        + "repository."
    case .credentialRefused(.sshKey(let username)):
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
    case .folderUnusable(let path, let detail):
      "the folder '\(path)' cannot be used: \(detail). Check its permissions and the space on its volume."
    case .folderBusy(let path, let waited):
      "another process has kept '\(path)' for \(waited.components.seconds) s. Wait for it, or give each its own state "
        + "folder."
    case .corrupt(let detail):
      "the copy on this machine is damaged: \(detail). Remove it; the next run fetches it anew."
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
