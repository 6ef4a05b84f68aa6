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

  /// Creates an access token; never sent twice, as GitLab has no way to tell a repetition.
  ///
  /// - Returns: The token, with the secret that is never shown again.
  /// - Throws: ``GitLabError``; where ``GitLabError/leavesDoubt`` there may be a token whose secret nobody has.
  package func createAccessToken(
    _ wish: AccessTokenWish,
    in group: GroupReference
  ) async throws(GitLabError) -> CreatedAccessToken {
    try await session.value(of: .createAccessToken(wish, in: group), as: CreatedAccessToken.self)
  }

  /// Revokes an access token of a group; of one that is revoked GitLab says again that it is done.
  ///
  /// - Throws: ``GitLabError``; where the token is gone it is one that ``GitLabError/isNotFound``.
  package func revokeAccessToken(_ id: Int, in group: GroupReference) async throws(GitLabError) {
    _ = try await session.send(.revokeAccessToken(id, in: group))
  }
}
