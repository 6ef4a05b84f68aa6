/// One commit, as a tree to read.
///
/// It stays readable while its mirror lives, whatever is fetched later.
package struct Tip: Sendable {
  /// The commit.
  package let id: ObjectID

  /// What the fetch that found it brought.
  package let received: Received

  let mirror: Mirror

  init(_ id: ObjectID, of mirror: Mirror, received: Received) {
    self.id = id
    self.mirror = mirror
    self.received = received
  }

  /// What a folder holds, in git's order; empty when there is no such folder.
  ///
  /// - Parameter directory: its path, such as `applications`; empty for the top.
  /// - Throws: ``GitError`` when the mirror cannot be read.
  package func entries(in directory: String = "") async throws(GitError) -> [TreeEntry] {
    let id = id
    return try await mirror.read(.reading(path: directory)) { (repository) throws(LibraryFailure) in
      if directory.isEmpty { return try repository.entries(ofRootOf: id) }
      guard let folder = try repository.entry(at: directory, of: id), folder.kind == .folder else { return [] }
      return try repository.entries(ofTree: folder.id)
    }
  }

  /// What a folder holds that was found as an entry.
  ///
  /// - Throws: ``GitError`` when there is no such tree, or the mirror cannot be read.
  package func entries(ofFolder id: ObjectID) async throws(GitError) -> [TreeEntry] {
    try await mirror.read(.readingObject(id)) { (repository) throws(LibraryFailure) in
      try repository.entries(ofTree: id)
    }
  }

  /// What is at a path, such as `applications/shop-dev.yaml`; nil when nothing is.
  ///
  /// - Throws: ``GitError`` when the mirror cannot be read.
  package func entry(at path: String) async throws(GitError) -> TreeEntry? {
    let id = id
    return try await mirror.read(.reading(path: path)) { (repository) throws(LibraryFailure) in
      try repository.entry(at: path, of: id)
    }
  }

  /// The bytes of a file that was found as an entry.
  ///
  /// - Parameter limit: the most bytes that are accepted.
  /// - Throws: ``GitError`` when it is larger, no file, or the mirror cannot be read.
  package func blob(_ id: ObjectID, limit: Int) async throws(GitError) -> [UInt8] {
    let subject = GitError.Attempt.readingObject(id)
    let read = try await mirror.read(subject) { (repository) throws(LibraryFailure) in
      try repository.blob(id, limit: limit)
    }
    switch read {
    case .success(let bytes): return bytes
    case .failure(let excess):
      throw GitError(.tooLarge(size: excess.size, limit: limit), while: subject, of: mirror.remote)
    }
  }
}
