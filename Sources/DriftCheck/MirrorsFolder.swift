import Foundation
import Git
import Logging

/// The folder in which copies of repositories are kept, and a temporary one for what it cannot take, which goes when
/// this does.
final class MirrorsFolder: Sendable {
  /// Nil where nothing is kept.
  private let kept: URL?
  private let temporary = FileManager.default.temporaryDirectory.appending(path: "driftcheck-\(UUID().uuidString)")
  private let logger: Logger

  /// `git/` below the state folder, where there is one.
  init(below state: StateSection?, logger: Logger) {
    self.logger = logger
    kept = state.flatMap { state in
      let folder = URL(filePath: state.directory).appending(path: "git")
      do {
        try MirrorsFolder.make(folder)
        return folder
      } catch {
        MirrorsFolder.warn(of: folder.path, error.localizedDescription, logger)
        return nil
      }
    }
  }

  deinit {
    try? FileManager.default.removeItem(at: temporary)
  }

  /// A copy of `remote` under that name; where it cannot be kept, it is fetched into a temporary folder.
  func mirror(of remote: Remote, named name: String) -> Mirror {
    let file = "\(name).git"
    let spare = temporary.appending(path: file).path
    guard let kept else { return Mirror(of: remote, in: spare) }
    let folder = kept.appending(path: file).path
    return Mirror(of: remote, in: folder, elseIn: spare) { [logger] reason in
      MirrorsFolder.warn(of: folder, "\(reason)", logger)
    }
  }

  private static func warn(of folder: String, _ reason: String, _ logger: Logger) {
    logger.warning(
      "a repository is fetched anew, for want of a folder to keep it in",
      metadata: ["folder": "\(folder)", "reason": "\(reason)"]
    )
  }

  private static func make(_ folder: URL) throws {
    try FileManager.default.createDirectory(
      at: folder,
      withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700]
    )
  }
}
