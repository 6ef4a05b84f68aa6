import Foundation

/// A bare copy of one branch in a folder of ours, fetched incrementally.
///
/// All its work is done on a thread of its own. What is broken in the folder is thrown away and fetched anew; several
/// processes may share it.
package actor Mirror {
  /// What it is a copy of.
  package nonisolated let remote: Remote

  private let folder: MirrorFolder
  private let lockPatience: Duration
  private let thread: RepositoryThread
  private var opened: BareRepository?

  package nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }

  /// Names a mirror; nothing is read or made before the first fetch.
  ///
  /// - Parameters:
  ///   - folder: the mirror's own folder, such as `state/git/deployment.git`. It is made if it is missing, and replaced
  ///     if it is something else; beside it is a lock file with `.lock` after its name.
  ///   - lockPatience: how long to wait for another process that is fetching into the folder.
  package init(of remote: Remote, in folder: String, lockPatience: Duration = .seconds(60)) {
    self.remote = remote
    self.folder = MirrorFolder(path: folder)
    self.lockPatience = lockPatience
    thread = RepositoryThread(name: "git")
  }

  /// Fetches the branch; gives its tip.
  ///
  /// Where nothing is new, no object is transferred. History that was rewritten on the server is followed.
  ///
  /// - Throws: ``GitError``, also when there is no such branch.
  package func fetch() throws(GitError) -> Tip {
    do throws(GitError.Reason) {
      return try fetchLocked()
    } catch {
      throw GitError(error, while: .fetching(branch: remote.branch), of: remote)
    }
  }

  private func fetchLocked() throws(GitError.Reason) -> Tip {
    guard Library.isStarted else { throw .library("it cannot be initialised") }
    let session = RemoteSession(with: remote, at: try remote.checkedAddress())
    let lock = try lock(for: session)
    defer { _ = lock }
    opened = opened ?? folder.open(for: remote)
    if let repository = opened {
      do throws(FetchFailure) {
        return Tip(try repository.fetch(for: session), of: self, received: session.received)
      } catch {
        if case .refused(let reason) = error { throw reason }
        // A broken copy is not worth repairing: everything in it is on the server.
        opened = nil
      }
    }
    return try fetchAnew(for: session)
  }

  private func fetchAnew(for session: RemoteSession) throws(GitError.Reason) -> Tip {
    do throws(LibraryFailure) {
      opened = try folder.make(for: remote)
    } catch {
      throw .folderUnusable(folder.path, detail: error.words)
    }
    guard let repository = opened else { throw .folderUnusable(folder.path, detail: "it is gone") }
    do throws(FetchFailure) {
      return Tip(try repository.fetch(for: session), of: self, received: session.received)
    } catch {
      switch error {
      case .refused(let reason): throw reason
      case .broken(let failure): throw .library(failure.words)
      }
    }
  }

  private func lock(for session: RemoteSession) throws(GitError.Reason) -> FolderLock {
    let parent = URL(filePath: folder.path).deletingLastPathComponent()
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
      return try FolderLock(folder.path + ".lock", patience: lockPatience, interruption: session.interruption)
    } catch {
      switch error {
      case .unusable(let number): throw .folderUnusable(parent.path, detail: systemWords(number))
      case .taken: throw .folderBusy(folder.path, waited: lockPatience)
      case .interrupted(let reason): throw reason
      }
    }
  }

  /// Reads from the copy, as one job of its thread.
  func read<Value: Sendable>(
    _ subject: GitError.Attempt,
    _ body: (BareRepository) throws(LibraryFailure) -> Value
  ) throws(GitError) -> Value {
    guard let repository = opened else { throw GitError(.library("the mirror is closed"), while: subject, of: remote) }
    do throws(LibraryFailure) {
      return try body(repository)
    } catch {
      throw GitError(.corrupt(error.words), while: subject, of: remote)
    }
  }
}
