/// A rule by which GitLab is written to.
///
/// The same rules can be put to the sandbox and to a GitLab that is there to be tried on. Each makes a group of its
/// own, and asks for that group's deletion at its end.
package enum GitLabWritingRule: String, CaseIterable, Sendable {
  case newGroup = "who makes a group owns it"
  case lackingParameters = "all parameters that a new group lacks are named at once"
  case takenPath = "a path is taken once, whatever its case; a name can repeat"
  case strangeVisibility = "a visibility that does not exist is refused"
  case subgroup = "a group below another has its own tokens, and its path is encoded"
  case openSubgroup = "a group is not more open than the one above it"
  case search = "a search finds parts of paths and all groups below"
  case ownSearch = "a search at top level or below a group looks at the groups' own names"
  case changedVisibility = "an owner changes the visibility, and a reader does not"
  case takenRename = "a rename to a taken path is refused field by field"
  case hiddenGroup = "a group that one may not see is not there"
  case membership = "owned groups are those of a member"
  case deletion = "a deleted group waits, and can be restored"

  case newToken = "a new token shows its secret once, and has a bot of its own"
  case namesakes = "several live tokens can have one name"
  case tokenDefaults = "a new token has the level Maintainer unless told otherwise"
  case lackingExpiry = "a token without an expiry date is refused"
  case latestExpiry = "the latest expiry date is named in the refusal, and allowed"
  case strangeScopes = "an administrator's scope is not for a group's token"
  case anyScope = "a token of any scope can be asked about itself, and for nothing else"
  case revocation = "a revoked token is dead and stays in the list; revoking again is fine"
  case ownRevocation = "a token revokes itself"
  case unknownTokenID = "a token of another group is no token of this one"
  case states = "live and dead tokens can be asked for alone"
  case tokenSearch = "tokens are searched by a part of their name"
  case lastUse = "the use of a token is written down"
  case rotation = "a rotated token is dead at once, and its successor has the same bot"
  case refusedRotation = "a refused rotation leaves the token alive"
  case ownRotation = "a token with that scope rotates itself, and a person's does not here"
  case reuse = "a revoked token that asks to be rotated kills its successor"
  case maintainer = "a member who is no owner is refused in odd ways"
  case ownerBot = "a bot makes no tokens, though it owns the group"

  /// Puts the rule to `gitlab`.
  ///
  /// - Throws: An error that says what was asked, expected and answered, where the rule is not kept.
  package func check(on gitlab: GitLabUnderTest) async throws {
    let trial = try await GitLabTrial(gitlab)
    switch self {
    case .newGroup: try await trial.newGroup()
    case .lackingParameters: try await trial.lackingParameters()
    case .takenPath: try await trial.takenPath()
    case .strangeVisibility: try await trial.strangeVisibility()
    case .subgroup: try await trial.subgroup()
    case .openSubgroup: try await trial.openSubgroup()
    case .search: try await trial.search()
    case .ownSearch: try await trial.ownSearch()
    case .changedVisibility: try await trial.changedVisibility()
    case .takenRename: try await trial.takenRename()
    case .hiddenGroup: try await trial.hiddenGroup()
    case .membership: try await trial.membership()
    case .deletion: try await trial.deletion()
    case .newToken: try await trial.newToken()
    case .namesakes: try await trial.namesakes()
    case .tokenDefaults: try await trial.tokenDefaults()
    case .lackingExpiry: try await trial.lackingExpiry()
    case .latestExpiry: try await trial.latestExpiry()
    case .strangeScopes: try await trial.strangeScopes()
    case .anyScope: try await trial.anyScope()
    case .revocation: try await trial.revocation()
    case .ownRevocation: try await trial.ownRevocation()
    case .unknownTokenID: try await trial.unknownTokenID()
    case .states: try await trial.states()
    case .tokenSearch: try await trial.tokenSearch()
    case .lastUse: try await trial.lastUse()
    case .rotation: try await trial.rotation()
    case .refusedRotation: try await trial.refusedRotation()
    case .ownRotation: try await trial.ownRotation()
    case .reuse: try await trial.reuse()
    case .maintainer: try await trial.maintainer()
    case .ownerBot: try await trial.ownerBot()
    }
    try await trial.end()
  }
}
