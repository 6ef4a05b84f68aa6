import Foundation

/// A bare copy of one branch in a folder of ours, fetched incrementally.
///
/// All its work is done on a thread of its own. What is broken in the folder is thrown away and fetched anew; several
/// processes may share it.
package actor Mirror {
  /// What it is a copy of.
  package nonisolated let remote: Remote

  private(set) var folder: MirrorFolder
  /// Where the copy goes when its own folder cannot be used; nil for nowhere, and once it is there.
  private var spare: MirrorFolder?
  private let onMove: @Sendable (GitError) -> Void
  private let lockPatience: Duration
  private let thread: RepositoryThread
  var opened: BareRepository?

  package nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }

  /// Names a mirror; nothing is read or made before the first fetch.
  ///
  /// - Parameters:
  ///   - folder: the mirror's own folder, such as `state/git/deployment.git`. It is made if it is missing, and replaced
  ///     if it is something else; beside it is a lock file with `.lock` after its name.
  ///   - spare: another folder, which is used where that one cannot be: its volume is full or may not be written.
  ///   - lockPatience: how long to wait for another process that is fetching into the folder.
  ///   - onMove: is told why, when the spare folder is taken.
  package init(
    of remote: Remote,
    in folder: String,
    elseIn spare: String? = nil,
    lockPatience: Duration = .seconds(60),
    onMove: @escaping @Sendable (GitError) -> Void = { _ in }
  ) {
    self.remote = remote
    self.folder = MirrorFolder(path: folder)
    self.spare = spare.map(MirrorFolder.init)
    self.onMove = onMove
    self.lockPatience = lockPatience
    thread = RepositoryThread(name: "git")
  }

  /// Fetches the branch; gives its tip.
  ///
  /// Where nothing is new, no object is transferred. History that was rewritten on the server is followed. Returns soon
  /// after the task is cancelled, and at the remote's deadline.
  ///
  /// - Throws: ``GitError``, also when there is no such branch.
  package nonisolated func fetch() async throws(GitError) -> Tip {
    try await attempt(.fetching(branch: remote.branch)) { (mirror, wait) throws(GitError.Reason) in
      do throws(GitError.Reason) {
        return try mirror.fetched(wait)
      } catch {
        guard mirror.moves(because: error) else { throw error }
        return try mirror.fetched(wait)
      }
    }
  }

  private func fetched(_ wait: BlockingWait) throws(GitError.Reason) -> Tip {
    try locked(wait) { (session) throws(GitError.Reason) in try fetched(for: session) }
  }

  /// Goes over to the spare folder, where there is one and the folder is what failed.
  private func moves(because reason: GitError.Reason) -> Bool {
    guard case .folderUnusable = reason, let next = spare else { return false }
    (folder, spare, opened) = (next, nil, nil)
    onMove(GitError(reason, while: .fetching(branch: remote.branch), of: remote))
    return true
  }

  /// Does a piece of work on the mirror's thread, and words its failure.
  ///
  /// - Parameters:
  ///   - work: is handed what a transport waits with, which ends when nobody waits for the work any more.
  nonisolated func attempt<Value: Sendable>(
    _ attempt: GitError.Attempt,
    _ work: @escaping @Sendable (isolated Mirror, BlockingWait) throws(GitError.Reason) -> Value
  ) async throws(GitError) -> Value {
    let result: Result<Value, GitError.Reason> = await race(until: remote.deadline, otherwise: { .failure($0) }) {
      let wait = BlockingWait()
      return await withTaskCancellationHandler {
        await self.result(of: work, wait)
      } onCancel: {
        wait.cancel()
      }
    }
    switch result {
    case .success(let value): return value
    case .failure(let reason): throw GitError(reason, while: attempt, of: remote)
    }
  }

  private func result<Value>(
    of work: (isolated Mirror, BlockingWait) throws(GitError.Reason) -> Value,
    _ wait: BlockingWait
  ) -> Result<Value, GitError.Reason> {
    do throws(GitError.Reason) {
      return .success(try work(self, wait))
    } catch {
      return .failure(error)
    }
  }

  /// Lets nobody else change the folder during a conversation with the remote.
  func locked<Value>(
    _ wait: BlockingWait,
    _ body: (RemoteSession) throws(GitError.Reason) -> Value
  ) throws(GitError.Reason) -> Value {
    guard Library.isStarted else { throw .library("it cannot be initialised") }
    let session = RemoteSession(with: remote, at: try remote.checkedAddress(), waitingWith: wait)
    let lock = try folder.lock(patience: lockPatience, interruption: session.interruption)
    defer { withExtendedLifetime(lock) {} }
    return try body(session)
  }

  /// Fetches under the lock.
  func fetched(for session: RemoteSession) throws(GitError.Reason) -> Tip {
    opened = opened ?? folder.open(for: remote)
    guard let repository = opened, !folder.hasTooManyPacks else { return try fetchedAnew(for: session) }
    do throws(MirrorFailure) {
      return Tip(try repository.fetch(for: session), of: self, received: session.received)
    } catch {
      switch error {
      case .refused(let reason): throw reason
      // A broken copy is not worth repairing: everything in it is on the server.
      case .broken: return try fetchedAnew(for: session)
      }
    }
  }

  /// Throws away what is in the folder, and fetches everything.
  func fetchedAnew(for session: RemoteSession) throws(GitError.Reason) -> Tip {
    opened = nil
    let repository: BareRepository
    do throws(LibraryFailure) {
      repository = try folder.make(for: remote)
    } catch {
      throw .folderUnusable(folder.path, detail: error.words)
    }
    do throws(MirrorFailure) {
      let tip = try repository.fetch(for: session)
      opened = repository
      return Tip(tip, of: self, received: session.received)
    } catch {
      switch error {
      case .refused(let reason): throw reason
      // The folder is new, so what the system refuses there it refuses to everybody.
      case .broken(let failure) where failure.isOfSystem: throw .folderUnusable(folder.path, detail: failure.words)
      case .broken(let failure): throw .library(failure.words)
      }
    }
  }
}
