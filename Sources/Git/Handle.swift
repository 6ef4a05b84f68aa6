import CGit2

/// An object of libgit2 that is freed with this value.
@safe
struct Handle: ~Copyable {
  /// What it is, which says how it is freed.
  enum Kind {
    case repository, remote, reference, commit, tree, treeEntry, blob, database
  }

  let pointer: OpaquePointer
  private let kind: Kind

  /// Takes over what `make` gives.
  @safe init(_ kind: Kind, _ make: (inout OpaquePointer?) -> CInt) throws(LibraryFailure) {
    var made: OpaquePointer?
    try call { unsafe make(&made) }
    guard let made = unsafe made else { throw LibraryFailure(code: GIT_ERROR, words: "libgit2 gave nothing") }
    unsafe pointer = made
    self.kind = kind
  }

  deinit {
    switch kind {
    case .repository: unsafe git_repository_free(pointer)
    case .remote: unsafe git_remote_free(pointer)
    case .reference: unsafe git_reference_free(pointer)
    case .commit: unsafe git_commit_free(pointer)
    case .tree: unsafe git_tree_free(pointer)
    case .treeEntry: unsafe git_tree_entry_free(pointer)
    case .blob: unsafe git_blob_free(pointer)
    case .database: unsafe git_odb_free(pointer)
    }
  }
}
