import CGit2

/// A bare repository on this machine, and what is read from it.
///
/// It belongs to one thread at a time.
final class BareRepository {
  let handle: Handle

  init(_ handle: consuming Handle) {
    self.handle = handle
  }

  var pointer: OpaquePointer { unsafe handle.pointer }

  /// Opens one; a folder that is none is a failure.
  static func open(_ folder: String) throws(LibraryFailure) -> BareRepository {
    BareRepository(
      try Handle(.repository) { unsafe git_repository_open_bare(&$0, folder) }
    )
  }

  /// Makes an empty one, and the folders that lead to it.
  static func make(_ folder: String) throws(LibraryFailure) -> BareRepository {
    var options = unsafe git_repository_init_options()
    try call { unsafe git_repository_init_options_init(&options, UInt32(GIT_REPOSITORY_INIT_OPTIONS_VERSION)) }
    unsafe options.flags =
      GIT_REPOSITORY_INIT_BARE.rawValue | GIT_REPOSITORY_INIT_MKPATH.rawValue | GIT_REPOSITORY_INIT_NO_REINIT.rawValue
    return BareRepository(
      try Handle(.repository) {
        unsafe git_repository_init_ext(&$0, folder, &options)
      }
    )
  }

  /// The commit that a reference names; nil where there is no such reference.
  func target(of reference: String) throws(LibraryFailure) -> ObjectID? {
    var id = git_oid()
    do {
      try call { unsafe git_reference_name_to_id(&id, pointer, reference) }
    } catch  where error.code == GIT_ENOTFOUND {
      return nil
    }
    return ObjectID(id)
  }

  /// Makes a reference name this commit, whatever it named before.
  func move(_ reference: String, to commit: ObjectID) throws(LibraryFailure) {
    var id = commit.raw
    _ = try Handle(.reference) {
      unsafe git_reference_create(&$0, pointer, reference, &id, 1, nil)
    }
  }

  /// The folder at the top of a commit.
  func root(of commit: ObjectID) throws(LibraryFailure) -> Handle {
    var id = commit.raw
    let commit = try Handle(.commit) { unsafe git_commit_lookup(&$0, pointer, &id) }
    return try Handle(.tree) { unsafe git_commit_tree(&$0, commit.pointer) }
  }

  /// What is at a path below the top of a commit; nil where nothing is.
  func entry(at path: String, of commit: ObjectID) throws(LibraryFailure) -> TreeEntry? {
    let root = try root(of: commit)
    do {
      let found = try Handle(.treeEntry) {
        unsafe git_tree_entry_bypath(&$0, root.pointer, path)
      }
      return unsafe TreeEntry(found.pointer)
    } catch  where error.code == GIT_ENOTFOUND && error.part != GIT_ERROR_ODB {
      return nil
    }
  }

  /// What a folder holds, by the name of its tree, in git's order.
  func entries(ofTree id: ObjectID) throws(LibraryFailure) -> [TreeEntry] {
    var id = id.raw
    let tree = try Handle(.tree) { unsafe git_tree_lookup(&$0, pointer, &id) }
    return unsafe entries(of: tree.pointer)
  }

  /// What the folder at the top of a commit holds.
  func entries(ofRootOf commit: ObjectID) throws(LibraryFailure) -> [TreeEntry] {
    let root = try root(of: commit)
    return unsafe entries(of: root.pointer)
  }

  private func entries(of tree: OpaquePointer) -> [TreeEntry] {
    (0..<(unsafe git_tree_entrycount(tree))).compactMap { index in
      unsafe git_tree_entry_byindex(tree, index).flatMap { unsafe TreeEntry($0) }
    }
  }

  /// The bytes of a file; the size instead where it is above `limit`.
  func blob(_ id: ObjectID, limit: Int) throws(LibraryFailure) -> Result<[UInt8], BlobTooLarge> {
    var id = id.raw
    let database = try Handle(.database) { unsafe git_repository_odb(&$0, pointer) }
    var (size, kind) = (0, GIT_OBJECT_ANY)
    try call { unsafe git_odb_read_header(&size, &kind, database.pointer, &id) }
    guard size <= limit else { return .failure(BlobTooLarge(size: size)) }
    let blob = try Handle(.blob) { unsafe git_blob_lookup(&$0, pointer, &id) }
    let bytes = unsafe UnsafeRawBufferPointer(
      start: git_blob_rawcontent(blob.pointer),
      count: Int(git_blob_rawsize(blob.pointer))
    )
    return .success(unsafe [UInt8](bytes))
  }
}

/// A file is larger than its reader allows.
struct BlobTooLarge: Error {
  let size: Int
}

extension TreeEntry {
  /// Copies what libgit2 holds; nil for a mode that git does not have.
  fileprivate init?(_ entry: OpaquePointer) {
    guard let kind = unsafe Kind(mode: git_tree_entry_filemode(entry)) else { return nil }
    unsafe self.init(
      name: String(cString: git_tree_entry_name(entry)),
      id: ObjectID(git_tree_entry_id(entry).pointee),
      kind: kind
    )
  }
}

extension TreeEntry.Kind {
  fileprivate init?(mode: git_filemode_t) {
    switch mode {
    case GIT_FILEMODE_TREE: self = .folder
    case GIT_FILEMODE_BLOB: self = .file(isExecutable: false)
    case GIT_FILEMODE_BLOB_EXECUTABLE: self = .file(isExecutable: true)
    case GIT_FILEMODE_LINK: self = .link
    case GIT_FILEMODE_COMMIT: self = .submodule
    default: return nil
    }
  }
}
