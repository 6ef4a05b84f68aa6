/// A rule by which GitLab is read, which changes nothing there.
///
/// The same rules can be put to the sandbox and to any other GitLab; that must have three groups or more.
package enum GitLabReadingRule: String, CaseIterable, Sendable {
  case unknownToken = "an unknown token is refused as none at all is"
  case bothHeaders = "a token is taken from either header"
  case unknownRoute = "an unknown path has an error and no message"
  case versions = "version and metadata are told to those with a token alone"
  case scopes = "a token that only reads is told which scopes write"
  case ownToken = "a token can be asked about itself"
  case pages = "following the next page finds every group once"
  case pageSizes = "a page has twenty rows, or up to a hundred"
  case ends = "there is no page before the first, and an empty one after the last"
  case invalidPage = "a page that is no number is refused"
  case keyset = "keyset pages are not for somebody with a token"
  case groupByNumber = "a group is found by number and by path, whatever its case"
  case unknownGroup = "a group that is not there is no group"
  case orders = "groups come in the order that was asked for"
  case unknownLevel = "a level that does not exist is refused"

  /// Puts the rule to `gitlab`.
  ///
  /// - Throws: An error that says what was asked, expected and answered, where the rule is not kept.
  package func check(on gitlab: GitLabUnderTest) async throws {
    let trial = GitLabReadingTrial(gitlab: gitlab)
    switch self {
    case .unknownToken: try await trial.unknownToken()
    case .bothHeaders: try await trial.bothHeaders()
    case .unknownRoute: try await trial.unknownRoute()
    case .versions: try await trial.versions()
    case .scopes: try await trial.scopes()
    case .ownToken: try await trial.ownToken()
    case .pages: try await trial.pages()
    case .pageSizes: try await trial.pageSizes()
    case .ends: try await trial.ends()
    case .invalidPage: try await trial.invalidPage()
    case .keyset: try await trial.keyset()
    case .groupByNumber: try await trial.groupByNumber()
    case .unknownGroup: try await trial.unknownGroup()
    case .orders: try await trial.orders()
    case .unknownLevel: try await trial.unknownLevel()
    }
  }
}
