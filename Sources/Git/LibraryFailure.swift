import CGit2

/// What libgit2 answered to a call that failed.
struct LibraryFailure: Error, Equatable {
  let code: git_error_code

  /// The part of the library that failed; nil where it left no word.
  let part: git_error_t?

  /// Its own words.
  let words: String

  init(code: git_error_code, part: git_error_t? = nil, words: String) {
    self.code = code
    self.part = part
    self.words = words
  }

  /// The failure of the call that just returned `code` on this thread.
  init(ofLastCall code: CInt) {
    self.code = git_error_code(code)
    if let last = unsafe git_error_last() {
      part = unsafe git_error_t(UInt32(bitPattern: last.pointee.klass))
      words = unsafe String(cString: last.pointee.message)
    } else {
      part = nil
      words = "libgit2 failed with code \(code)"
    }
  }

  /// Whether the other side of a connection is concerned, rather than a file of ours.
  var isOfConnection: Bool {
    switch part {
    case GIT_ERROR_NET, GIT_ERROR_SSH, GIT_ERROR_SSL, GIT_ERROR_HTTP, GIT_ERROR_CALLBACK: true
    default: code == GIT_EUSER || code == GIT_EAUTH || code == GIT_ECERTIFICATE
    }
  }
}

extension LibraryFailure {
  /// Whether the operating system refused something, such as room on a volume.
  var isOfSystem: Bool { part == GIT_ERROR_OS || part == GIT_ERROR_FILESYSTEM }
}

/// Makes one call of libgit2, and throws where it returns an error.
///
/// What the library said about an earlier call is forgotten first, because not every failing call says something.
func call(_ body: () -> CInt) throws(LibraryFailure) {
  git_error_clear()
  let code = body()
  guard code >= 0 else { throw LibraryFailure(ofLastCall: code) }
}
