import CGit2
import Foundation

/// The folder of a mirror: made, recognised and thrown away here.
struct MirrorFolder {
  /// The name of the one remote in a mirror's configuration.
  static let remoteName = "origin"

  let path: String

  /// Opens the mirror of this very branch; nil where there is none, or what is there is of no use.
  func open(for remote: Remote) -> BareRepository? {
    sweep()
    guard let repository = try? BareRepository.open(path),
      let origin = try? Handle(
        .remote,
        { unsafe git_remote_lookup(&$0, repository.pointer, Self.remoteName) }
      ),
      let url = unsafe git_remote_url(origin.pointer).map({ unsafe String(cString: $0) }), url == remote.url,
      let refspec = unsafe git_remote_get_refspec(origin.pointer, 0).flatMap({ unsafe git_refspec_string($0) })
        .map({ unsafe String(cString: $0) }), refspec == remote.refspec
    else { return nil }
    return repository
  }

  /// Makes an empty mirror in the place of whatever was there.
  func make(for remote: Remote) throws(LibraryFailure) -> BareRepository {
    discard()
    let repository = try BareRepository.make(path)
    _ = try Handle(.remote) {
      unsafe git_remote_create_with_fetchspec(&$0, repository.pointer, Self.remoteName, remote.url, remote.refspec)
    }
    return repository
  }

  /// Throws away what is there; what stays of it fails when the folder is made.
  func discard() {
    try? FileManager.default.removeItem(atPath: path)
  }
}

extension MirrorFolder {
  /// Each fetch that brings something adds a pack, and every read looks into all of them.
  private static let mostPacks = 100

  /// Whether so many small fetches have gathered that a whole one serves better.
  var hasTooManyPacks: Bool {
    packFolder.count { $0.hasSuffix(".pack") } > Self.mostPacks
  }

  /// Removes what a fetch left that was ended within.
  func sweep() {
    for name in packFolder where !name.hasPrefix("pack-") {
      try? FileManager.default.removeItem(atPath: "\(path)/objects/pack/\(name)")
    }
  }

  private var packFolder: [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: path + "/objects/pack")) ?? []
  }

  /// Waits for the lock of the folder, which is beside it because the folder may be thrown away.
  func lock(
    patience: Duration,
    interruption: () -> GitError.Reason?
  ) throws(GitError.Reason) -> FolderLock {
    let parent = URL(filePath: path).deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(
        at: parent,
        withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700]
      )
    } catch {
      throw .folderUnusable(parent.path, detail: "it cannot be made")
    }
    do throws(FolderLock.Failure) {
      return try FolderLock(path + ".lock", patience: patience, interruption: interruption)
    } catch {
      switch error {
      case .unusable(let number): throw .folderUnusable(parent.path, detail: systemWords(number))
      case .taken: throw .folderBusy(path, waited: patience)
      case .interrupted(let reason): throw reason
      }
    }
  }
}
