/// Why the sandbox cannot serve repositories.
package enum GitHostError: Error, Sendable, Hashable {
  /// There is no program `git` on the PATH.
  case noGit
  /// git ended with an error and these words.
  case failed([String], status: Int32, words: String)
}

extension GitHostError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .noGit:
      "the sandbox serves repositories through git, which is not installed: run scripts/setup, or install the "
        + "package git; with --no-git it serves none"
    case .failed(let arguments, let status, let words):
      "git \(arguments.joined(separator: " ")) ended with \(status): \(words)"
    }
  }
}
