extension GitLabClient {
  /// Creates a group; never sent twice, as GitLab has no way to tell a repetition.
  ///
  /// - Parameter parent: The group above; nil at the top.
  /// - Returns: The group as GitLab made it.
  /// - Throws: ``GitLabError``; where the answer was lost the group may be there all the same.
  package func createGroup(
    _ path: GroupPath,
    below parent: GroupReference?,
    visibility: String
  ) async throws(GitLabError) -> GitLabGroup {
    try await session.value(
      of: .createGroup(path, below: parent, visibility: visibility),
      as: GitLabGroup.self
    )
  }

  /// Sets who may see a group, to a word of GitLab's.
  ///
  /// - Returns: The group as it is then.
  /// - Throws: ``GitLabError``.
  package func setVisibility(
    of group: GroupReference,
    to visibility: String
  ) async throws(GitLabError) -> GitLabGroup {
    try await session.value(of: .setVisibility(of: group, to: visibility), as: GitLabGroup.self)
  }
}
