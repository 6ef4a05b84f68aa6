import Foundation
import Logging

/// The folder in which copies of repositories are kept; a temporary one goes when this does.
final class MirrorsFolder: Sendable {
  private let folder: URL
  private let isTemporary: Bool

  /// `git/` below the state folder; without one, or where it cannot be written, a new temporary folder.
  init(below state: StateSection?, logger: Logger) {
    if let state {
      let kept = URL(filePath: state.directory).appending(path: "git")
      do {
        try MirrorsFolder.make(kept)
        if FileManager.default.isWritableFile(atPath: kept.path) {
          folder = kept
          isTemporary = false
          return
        }
        logger.warning(
          "repositories are fetched anew, as the folder cannot be written",
          metadata: ["folder": "\(kept.path)"]
        )
      } catch {
        logger.warning(
          "repositories are fetched anew, for want of a folder to keep them in",
          metadata: ["folder": "\(kept.path)", "reason": "\(error.localizedDescription)"]
        )
      }
    }
    folder = FileManager.default.temporaryDirectory.appending(path: "driftcheck-\(UUID().uuidString)")
    isTemporary = true
  }

  deinit {
    if isTemporary { try? FileManager.default.removeItem(at: folder) }
  }

  /// Where the copy of the repository `name` is.
  func path(of name: String) -> String {
    folder.appending(path: "\(name).git").path
  }

  private static func make(_ folder: URL) throws {
    try FileManager.default.createDirectory(
      at: folder,
      withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700]
    )
  }
}
