/// A refusal of GitLab, in its own categories.
///
/// The words of each stand in `GitLabError+Answer.swift`.
enum GitLabError: Error {
  /// No token or an unknown one; the token endpoints also say so of a caller who lacks the role.
  case unauthorized
  case expiredToken
  case revokedToken
  /// The scopes that would do.
  case insufficientScope([String])
  case forbidden
  case groupNotFound
  case tokenNotFound
  /// Nothing is said of what was not found.
  case notFound
  case unknownRoute
  case methodNotAllowed
  /// A method that this kind of token may not use here.
  case wrongKindOfToken
  /// The faults of parameters, in words.
  case invalidParameters([String])
  case badRequest(String)
  /// A new group's faults by field.
  case groupNotSaved([String: [String]])
  /// A changed group's faults by field.
  case groupNotChanged([String: [String]])
  case alreadyMarked
  case unavailablePagination
}
