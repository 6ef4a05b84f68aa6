import Glibc

/// Keeps other processes away from a folder until the value is gone, or the process is.
///
/// The lock is on a file beside the folder, which stays: to remove it would let two in.
final class FolderLock {
  /// Why there is no lock.
  enum Failure: Error {
    case unusable(errno: Int32)
    case taken
    case interrupted(GitError.Reason)
  }

  private let descriptor: Int32

  /// Waits for the lock, on the thread of the repository; looks every 20 ms whether it is free.
  ///
  /// - Parameter interruption: asked while it waits; a reason ends the wait.
  init(_ path: String, patience: Duration, interruption: () -> GitError.Reason?) throws(Failure) {
    descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .unusable(errno: errno) }
    let end = ContinuousClock.now + patience
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      let number = errno
      guard number == EWOULDBLOCK || number == EINTR else { throw .unusable(errno: number) }
      if let reason = interruption() { throw .interrupted(reason) }
      guard ContinuousClock.now < end else { throw .taken }
      usleep(20_000)
    }
  }

  deinit {
    close(descriptor)
  }
}
