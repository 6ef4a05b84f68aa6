import CGit2
import Glibc

/// An open connection of a mirror to its remote; it ends with this object.
final class Connection {
  private let remote: Handle
  private let session: RemoteSession

  /// Connects, and reads which branches there are.
  init(
    of repository: BareRepository,
    to direction: git_direction,
    for session: RemoteSession
  ) throws(LibraryFailure) {
    self.session = session
    remote = try Handle(.remote) {
      unsafe git_remote_lookup(&$0, repository.pointer, MirrorFolder.remoteName)
    }
    var callbacks = unsafe try session.callbacks()
    try call { unsafe git_remote_connect(remote.pointer, direction, &callbacks, nil, nil) }
  }

  deinit {
    unsafe git_remote_disconnect(remote.pointer)
    withExtendedLifetime(session) {}
  }

  /// The remote's branches by their full names, and the commits that they end in.
  func branches() throws(LibraryFailure) -> [String: ObjectID] {
    var heads: UnsafeMutablePointer<UnsafePointer<git_remote_head>?>?
    var count = 0
    try call { unsafe git_remote_ls(&heads, &count, remote.pointer) }
    var branches: [String: ObjectID] = [:]
    for index in 0..<count {
      guard let head = unsafe heads?[index]?.pointee, let name = unsafe head.name else { continue }
      let text = unsafe String(cString: name)
      if text.hasPrefix("refs/heads/") { branches[text] = unsafe ObjectID(head.oid) }
    }
    return branches
  }

  /// Brings what the wanted branch has and the mirror lacks; moves no branch of the mirror.
  func download() throws(LibraryFailure) {
    var options = unsafe git_fetch_options()
    try call { unsafe git_fetch_options_init(&options, UInt32(GIT_FETCH_OPTIONS_VERSION)) }
    unsafe options.callbacks = unsafe try session.callbacks()
    unsafe options.download_tags = GIT_REMOTE_DOWNLOAD_TAGS_NONE
    unsafe options.update_fetchhead = 0
    try call { unsafe git_remote_download(remote.pointer, nil, &options) }
  }

  /// Sends what a reference of the mirror has and the remote lacks, and asks for the reference to be moved.
  func upload(_ refspec: String) throws(LibraryFailure) {
    var options = unsafe git_push_options()
    try call { unsafe git_push_options_init(&options, UInt32(GIT_PUSH_OPTIONS_VERSION)) }
    unsafe options.callbacks = unsafe try session.callbacks()
    try unsafe refspec.withTextArray { (refspecs) throws(LibraryFailure) in
      try call { unsafe git_remote_upload(remote.pointer, refspecs, &options) }
    }
  }
}

extension String {
  /// Lends this one text as a list for C.
  fileprivate func withTextArray(
    _ body: (UnsafePointer<git_strarray>) throws(LibraryFailure) -> Void
  ) throws(LibraryFailure) {
    var text: UnsafeMutablePointer<CChar>? = unsafe strdup(self)
    defer { unsafe free(text) }
    try unsafe withUnsafeMutablePointer(to: &text) { (texts) throws(LibraryFailure) in
      var list = unsafe git_strarray(strings: texts, count: 1)
      try unsafe body(&list)
    }
  }
}
