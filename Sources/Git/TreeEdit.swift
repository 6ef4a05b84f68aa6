/// What has to be done to the folders of a commit so that it bears some changes.
struct TreeEdit {
  /// One entry of a tree.
  enum Step: Equatable {
    case file(path: String, bytes: [UInt8], isExecutable: Bool)
    case removal(path: String)
  }

  private(set) var steps: [Step] = []

  /// Reads what is at the changes' paths, and refuses those that cannot be made.
  ///
  /// - Parameters:
  ///   - entry: what is at a path.
  ///   - names: the names in a folder.
  init(
    _ changes: [String: Change],
    entry: (String) throws(MirrorFailure) -> TreeEntry?,
    names: (String) throws(MirrorFailure) -> [String]
  ) throws(MirrorFailure) {
    var removed: Set<String> = []
    var written: Set<String> = []
    for (path, change) in changes.sorted(by: { $0.key < $1.key }) {
      let folders = try Self.folders(above: path)
      let present = try Self.checked(path, below: folders, entry)
      switch change {
      case .remove:
        if present != nil { removed.insert(path) }
      case .write(let bytes):
        written.insert(path)
        steps.append(.file(path: path, bytes: bytes, isExecutable: present == .file(isExecutable: true)))
      }
    }
    try Self.collapse(&removed, keeping: written, names: names)
    steps += removed.sorted().map(Step.removal)
  }

  /// The paths of the folders that lead to a file, the top one first.
  private static func folders(above path: String) throws(MirrorFailure) -> [String] {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let isUsable = parts.allSatisfy { part in
      !["", ".", ".."].contains(part) && part.lowercased() != ".git"
        && !part.unicodeScalars.contains { $0.value < 32 || $0 == "\\" }
    }
    guard isUsable else { throw .refused(.pathUnusable(path)) }
    return (1..<parts.count).map { parts[..<$0].joined(separator: "/") }
  }

  /// The kind of what is at a path; refuses what is no file, and a way that leads through something else than folders.
  private static func checked(
    _ path: String,
    below folders: [String],
    _ entry: (String) throws(MirrorFailure) -> TreeEntry?
  ) throws(MirrorFailure) -> TreeEntry.Kind? {
    for folder in folders {
      guard let kind = try entry(folder)?.kind else { return nil }
      guard kind == .folder else { throw .refused(.pathTaken(path, at: folder, by: kind)) }
    }
    guard let kind = try entry(path)?.kind else { return nil }
    switch kind {
    case .file: return kind
    case .folder, .link, .submodule: throw .refused(.pathTaken(path, at: path, by: kind))
    }
  }

  /// Replaces the removal of all that a folder holds by that of the folder: git keeps no empty ones.
  private static func collapse(
    _ removed: inout Set<String>,
    keeping written: Set<String>,
    names: (String) throws(MirrorFailure) -> [String]
  ) throws(MirrorFailure) {
    var folders = Set(removed.compactMap(parent))
    while let folder = folders.max(by: { depth($0) < depth($1) }) {
      folders.remove(folder)
      let paths = try names(folder).map { "\(folder)/\($0)" }
      guard paths.allSatisfy(removed.contains), !written.contains(where: { $0.hasPrefix(folder + "/") }) else {
        continue
      }
      removed.subtract(paths)
      removed.insert(folder)
      if let above = parent(of: folder) { folders.insert(above) }
    }
  }

  private static func parent(of path: String) -> String? {
    path.lastIndex(of: "/").map { String(path[..<$0]) }
  }

  private static func depth(_ path: String) -> Int {
    path.count { $0 == "/" }
  }
}

extension TreeEdit {
  /// An edit of the tree of a commit.
  init(_ changes: [String: Change], onto commit: ObjectID, in repository: BareRepository) throws(MirrorFailure) {
    try self.init(
      changes,
      entry: { (path) throws(MirrorFailure) in
        try onCopy { () throws(LibraryFailure) in try repository.entry(at: path, of: commit) }
      },
      names: { (folder) throws(MirrorFailure) in
        try onCopy { () throws(LibraryFailure) in
          guard let entry = try repository.entry(at: folder, of: commit) else { return [] }
          return try repository.entries(ofTree: entry.id).map(\.name)
        }
      }
    )
  }
}
