import CGit2
import Glibc

extension BareRepository {
  /// Writes a commit upon another one, and moves no branch; gives `tip` itself where nothing would change.
  func commit(
    _ edit: TreeEdit,
    onto tip: ObjectID,
    message: String,
    author: Author
  ) throws(LibraryFailure) -> ObjectID {
    let base = try root(of: tip)
    let tree = try updated(base, by: edit)
    if tree == (unsafe ObjectID(git_tree_id(base.pointer).pointee)) { return tip }
    var (raw, parentID, made) = (tree.raw, tip.raw, git_oid())
    let root = try Handle(.tree) { unsafe git_tree_lookup(&$0, pointer, &raw) }
    let parent = try Handle(.commit) { unsafe git_commit_lookup(&$0, pointer, &parentID) }
    var signature: UnsafeMutablePointer<git_signature>?
    try call { unsafe git_signature_now(&signature, author.name, author.email) }
    defer { unsafe git_signature_free(signature) }
    var parents: OpaquePointer? = unsafe parent.pointer
    try call {
      unsafe git_commit_create(
        &made,
        pointer,
        nil,
        signature,
        signature,
        "UTF-8",
        message,
        root.pointer,
        1,
        &parents
      )
    }
    return ObjectID(made)
  }

  private func updated(_ base: borrowing Handle, by edit: TreeEdit) throws(LibraryFailure) -> ObjectID {
    let names = PathCopies()
    defer { withExtendedLifetime(names) {} }
    var updates = unsafe [git_tree_update]()
    for step in edit.steps {
      switch step {
      case .file(let path, let bytes, let isExecutable):
        let mode = isExecutable ? GIT_FILEMODE_BLOB_EXECUTABLE : GIT_FILEMODE_BLOB
        let id = try write(bytes)
        unsafe updates.append(
          git_tree_update(action: GIT_TREE_UPDATE_UPSERT, id: id, filemode: mode, path: names.keep(path))
        )
      case .removal(let path):
        unsafe updates.append(
          git_tree_update(
            action: GIT_TREE_UPDATE_REMOVE,
            id: git_oid(),
            filemode: GIT_FILEMODE_BLOB,
            path: names.keep(path)
          )
        )
      }
    }
    var made = git_oid()
    try call { unsafe git_tree_create_updated(&made, pointer, base.pointer, updates.count, updates) }
    return ObjectID(made)
  }

  private func write(_ bytes: [UInt8]) throws(LibraryFailure) -> git_oid {
    var id = git_oid()
    try call {
      unsafe bytes.withUnsafeBytes { unsafe git_blob_create_from_buffer(&id, pointer, $0.baseAddress, $0.count) }
    }
    return id
  }
}

/// Copies of texts for C, freed with this object.
@safe
private final class PathCopies {
  private var copies = unsafe [UnsafeMutablePointer<CChar>]()

  func keep(_ path: String) -> UnsafePointer<CChar>? {
    guard let copy = unsafe strdup(path) else { return nil }
    unsafe copies.append(copy)
    return unsafe UnsafePointer(copy)
  }

  deinit {
    unsafe copies.forEach { unsafe free($0) }
  }
}
