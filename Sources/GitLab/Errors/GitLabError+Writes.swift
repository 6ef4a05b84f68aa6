import Foundation
package import Wire

extension GitLabError {
  /// Whether GitLab may have done what was asked although it did not say so.
  package var leavesDoubt: Bool {
    switch cause {
    case .unavailable, .notGitLab, .undecodable, .transport:
      true
    case .unauthorized, .insufficientScope, .missingRole, .forbidden, .notFound, .routeNotServed, .rateLimited,
      .notAsked, .redirected, .refused, .endlessPages, .invalidRequest:
      false
    }
  }

  /// The latest day on which a token may end, where GitLab refused a later one with
  /// `Expires at must be before 2027-07-01`; that day itself is allowed (GitLab: `app/models/personal_access_token.rb`).
  package var latestExpiry: CivilDate? {
    guard status == 400, case .createAccessToken = operation, case .refused(let said?) = cause,
      let words = said.range(of: "must be before ")
    else { return nil }
    return CivilDate(String(said[words.upperBound...].prefix(10)))
  }
}
