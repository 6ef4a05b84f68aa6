import CGit2
import Foundation
import Wire

extension RemoteSession {
  /// Why a call of libgit2 about this remote failed.
  func reason(for error: LibraryFailure) -> GitError.Reason {
    if let failure { return failure }
    let words = visible(error.words)
    if error.code == GIT_EAUTH { return .keyRefused(username: remote.sshUser) }
    if error.code == GIT_ENOTFOUND || Self.missingWords.contains(where: words.contains) { return .notARepository }
    if case .ssh(let host, _) = address, words.contains("Unable to exchange encryption keys") {
      return .hostKeyUnsupported(host: host)
    }
    return error.part == GIT_ERROR_NET || error.part == GIT_ERROR_OS
      ? .unreachable(detail: words) : .library(words)
  }

  /// Why a push did not move the branch, although the conversation went well.
  func reasonOfRejection() -> GitError.Reason {
    let remarks = visible(String(decoding: remarks, as: UTF8.self))
    let said = [rejection.map(visible), remarks.isEmpty ? nil : remarks].compactMap(\.self).joined(separator: ": ")
    let words = said.isEmpty ? "it gave no reason" : said
    return said.lowercased().contains("protected branch") ? .branchProtected(said: words) : .pushRefused(said: words)
  }

  /// How libgit2 says of a path, and git, GitLab and GitHub over SSH, that there is no such repository; libgit2 has no code for it.
  private static let missingWords = [
    "does not appear to be a git repository", "could not be found", "Repository not found", "could not find repository",
  ]

  /// What the server showed, or made libgit2 say, without our secret.
  private func visible(_ text: String) -> String {
    VisibleText.oneLine(text, hiding: [remote.secret].compactMap(\.self))
  }
}

extension Remote {
  /// The user whom an SSH URL names.
  fileprivate var sshUser: String {
    let account = url.components(separatedBy: "://").last?.prefix { $0 != "@" && $0 != "/" }
    return url.contains("@") ? String(account ?? "git") : "git"
  }
}
