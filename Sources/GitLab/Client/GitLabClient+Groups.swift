extension GitLabClient {
  /// Reads all groups that we may see, or those below a group, nested ones too, in the order of their ids.
  ///
  /// Pages are no snapshot: when a group is deleted meanwhile, another may be missing. So absence from this list proves
  /// nothing; ask with ``group(atPath:)``.
  ///
  /// - Parameters:
  ///   - parent: The full path of the group below which to look; nil or empty for everywhere.
  ///   - page: Sees the rows of each page as it arrives; a group may be in several.
  /// - Throws: ``GitLabError``; also where the parent is not there or may not be seen.
  package func groups(
    below parent: String? = nil,
    page: ([GitLabGroup]) -> Void = { _ in }
  ) async throws(GitLabError) -> [GitLabGroup] {
    try await session.rows(from: listing(below: parent), as: GitLabGroup.self, page: page)
  }

  /// Reads a group by its full path, as of now.
  ///
  /// - Returns: The group, or nil if there is none or we may not see it, which GitLab answers alike. The case of letters
  ///   may differ from the path that was asked for: GitLab ignores it.
  /// - Throws: ``GitLabError``.
  package func group(atPath text: String) async throws(GitLabError) -> GitLabGroup? {
    guard let path = GroupPath(text) else { throw .invalid(.readGroup(path: text)) }
    if path.readsAsID {
      let found = try await session.rows(from: .topLevelGroups(like: path), as: GitLabGroup.self)
      return found.first { $0.fullPath == path.text }
    }
    return try await found(.group(path))
  }

  /// Reads a group by its id, wherever it stands now; the path of `reference` is for messages alone.
  ///
  /// - Returns: The group, or nil if there is none or we may not see it, which GitLab answers alike.
  /// - Throws: ``GitLabError``.
  package func group(_ reference: GroupReference) async throws(GitLabError) -> GitLabGroup? {
    try await found(.group(reference))
  }

  private func found(_ request: GitLabRequest) async throws(GitLabError) -> GitLabGroup? {
    do {
      return try await session.value(of: request, as: GitLabGroup.self)
    } catch {
      guard error.isNotFound else { throw error }
      return nil
    }
  }

  /// Reads many groups by their full paths, at the pace that the server bears.
  ///
  /// - Returns: For each path, in the order given, what ``group(atPath:)`` says of it.
  package func groups(atPaths paths: [String]) async -> [Result<GitLabGroup?, GitLabError>] {
    await concurrentMap(paths, width: session.gate.maximum) { path in
      do throws(GitLabError) {
        return .success(try await group(atPath: path))
      } catch {
        return .failure(error)
      }
    }
  }

  private func listing(below parent: String?) async throws(GitLabError) -> GitLabRequest {
    guard let parent, !parent.isEmpty else { return .groups }
    let operation = GitLabOperation.listGroups(below: parent)
    guard let path = GroupPath(parent) else { throw .invalid(operation) }
    guard path.readsAsID else { return .groups(below: path) }
    guard let group = try await group(atPath: parent) else {
      throw GitLabError(operation, .notFound(said: nil))
    }
    return .groups(below: group.reference)
  }
}

extension GitLabError {
  fileprivate static func invalid(_ operation: GitLabOperation) -> GitLabError {
    GitLabError(operation, .invalidRequest("it is not the full path of a group"))
  }
}
