import HTTP

extension GitLabRequest {
  /// Creates a group whose name is its own part of the path.
  ///
  /// - Parameters:
  ///   - parent: The group above, as GitLab wants its id; nil at the top.
  ///   - visibility: GitLab's word: `private`.
  /// - Throws: ``GitLabError`` where it cannot be written as JSON.
  package static func createGroup(
    _ path: GroupPath,
    below parent: GroupReference?,
    visibility: String
  ) throws(GitLabError) -> GitLabRequest {
    try GitLabRequest(
      .createGroup(path: path.text),
      .post,
      ["groups"],
      body: NewGroup(name: path.ownPart, path: path.ownPart, parentID: parent?.id, visibility: visibility)
    )
  }

  /// Sets who may see a group, to a word of GitLab's.
  ///
  /// - Throws: ``GitLabError`` where it cannot be written as JSON.
  package static func setVisibility(
    of group: GroupReference,
    to visibility: String
  ) throws(GitLabError) -> GitLabRequest {
    try GitLabRequest(
      .setVisibility(of: group),
      .put,
      ["groups", String(group.id)],
      body: ["visibility": visibility]
    )
  }
}

extension GitLabRequest {
  /// Creates an access token of a group.
  ///
  /// - Throws: ``GitLabError`` where it cannot be written as JSON.
  package static func createAccessToken(
    _ wish: AccessTokenWish,
    in group: GroupReference
  ) throws(GitLabError) -> GitLabRequest {
    try GitLabRequest(
      .createAccessToken(name: wish.name, in: group),
      .post,
      ["groups", String(group.id), "access_tokens"],
      body: wish
    )
  }

  /// Revokes an access token of a group.
  package static func revokeAccessToken(_ id: Int, in group: GroupReference) -> GitLabRequest {
    GitLabRequest(
      .revokeAccessToken(id: id, in: group),
      .delete,
      ["groups", String(group.id), "access_tokens", String(id)]
    )
  }
}

/// The body of `POST /groups`, with GitLab's names; a nil is left out.
private struct NewGroup: Encodable {
  let name: String
  let path: String
  let parentID: Int?
  let visibility: String

  private enum CodingKeys: String, CodingKey {
    case name, path, visibility
    case parentID = "parent_id"
  }
}
