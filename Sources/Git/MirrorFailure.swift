/// Why work on a mirror failed.
enum MirrorFailure: Error {
  /// For something beyond our copy.
  case refused(GitError.Reason)

  /// Our copy is broken, or bears no new objects.
  case broken(LibraryFailure)

  /// The same for those outside.
  var reason: GitError.Reason {
    switch self {
    case .refused(let reason): reason
    case .broken(let failure): .corrupt(failure.words)
    }
  }
}

/// Does something to our own copy; what fails there is the copy's fault.
func onCopy<Value>(_ body: () throws(LibraryFailure) -> Value) throws(MirrorFailure) -> Value {
  do throws(LibraryFailure) {
    return try body()
  } catch {
    throw .broken(error)
  }
}

extension RemoteSession {
  /// Does something to the remote; what fails there is for others to mend.
  func reaching<Value>(_ body: () throws(LibraryFailure) -> Value) throws(MirrorFailure) -> Value {
    do throws(LibraryFailure) {
      return try body()
    } catch {
      throw .refused(reason(for: error))
    }
  }
}
