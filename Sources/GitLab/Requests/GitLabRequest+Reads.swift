extension GitLabRequest {
  /// Rows on a page: the most that GitLab gives.
  static let rowsPerPage = 100

  /// Asks for the first page of the groups that we may see.
  ///
  /// `all_available` is left to the server: an administrator then sees every group, anybody else those of their
  /// memberships. Set to true it would add every public group of the instance, on GitLab.com millions. Ordered by id,
  /// a group that is created meanwhile comes last and shifts no other.
  package static let groups = GitLabRequest(.listGroups(below: nil), ["groups"], query: listing)

  /// Asks for the first page of the groups below one, nested ones too; not below one whose path is all digits.
  package static func groups(below parent: GroupPath) -> GitLabRequest {
    GitLabRequest(
      .listGroups(below: parent.text),
      ["groups", parent.text, "descendant_groups"],
      query: listing
    )
  }

  /// Asks for the first page of the groups below one whose id is known, nested ones too.
  package static func groups(below parent: GroupReference) -> GitLabRequest {
    GitLabRequest(
      .listGroups(below: parent.fullPath),
      ["groups", String(parent.id), "descendant_groups"],
      query: listing
    )
  }

  /// Asks for a group by its full path; not for one that is all digits, which GitLab takes for an id.
  package static func group(_ path: GroupPath) -> GitLabRequest {
    GitLabRequest(
      .readGroup(path: path.text),
      ["groups", path.text],
      query: [Parameter("with_projects", "false")]
    )
  }

  /// Asks for a group by its id.
  package static func group(_ group: GroupReference) -> GitLabRequest {
    GitLabRequest(
      .readGroup(path: group.fullPath),
      ["groups", String(group.id)],
      query: [Parameter("with_projects", "false")]
    )
  }

  /// Asks for the first page of the groups at the top in whose path or name a text occurs, public ones too.
  ///
  /// It is a search for a substring: what comes back must be compared.
  package static func topLevelGroups(like path: GroupPath) -> GitLabRequest {
    GitLabRequest(
      .readGroup(path: path.text),
      ["groups"],
      query: listing + [
        Parameter("search", path.text), Parameter("top_level_only", "true"), Parameter("all_available", "true"),
      ]
    )
  }

  /// Asks for the first page of a group's tokens, dead ones too.
  ///
  /// Not filtered by state: to GitLab a token on the day of its expiry is neither active nor inactive.
  package static func accessTokens(of group: GroupReference) -> GitLabRequest {
    GitLabRequest(
      .listAccessTokens(of: group),
      ["groups", String(group.id), "access_tokens"],
      query: [Parameter("per_page", String(rowsPerPage))]
    )
  }

  /// Asks for the token that asks, of ours.
  package static let ownToken = GitLabRequest(.readOwnToken, ["personal_access_tokens", "self"])

  /// Asks for the token that asks, of the secret that `holder` keeps.
  package static func token(holder: String) -> GitLabRequest {
    GitLabRequest(.readToken(holder: holder), ["personal_access_tokens", "self"])
  }

  /// Asks for the user of our token.
  package static let user = GitLabRequest(.readUser, ["user"])

  /// Asks for the server's version.
  package static let version = GitLabRequest(.readVersion, ["version"])

  private static let listing = [
    Parameter("per_page", String(rowsPerPage)), Parameter("order_by", "id"), Parameter("sort", "asc"),
  ]
}
