extension GitLabError {
  /// The answer, worded as GitLab words it.
  ///
  /// Its own helpers say `message`, the parameter validation and everything before it say `error`.
  ///
  /// - Parameter printsNewHashes: Whether hashes are printed as Ruby 3.4 does.
  func answer(printsNewHashes: Bool) -> SandboxAnswer {
    switch self {
    case .unauthorized: Self.message(401, "401 Unauthorized")
    case .expiredToken:
      Self.invalidToken("Token is expired. You can either do re-authorization or token refresh.")
    case .revokedToken:
      Self.invalidToken("Token was revoked. You have to re-authorize from the user.")
    case .insufficientScope(let scopes):
      .json(
        403,
        [
          "error": "insufficient_scope",
          "error_description": "The request requires higher privileges than provided by the access token.",
          "scope": .string(scopes.joined(separator: " ")),
        ]
      )
    case .forbidden: Self.message(403, "403 Forbidden")
    case .groupNotFound: Self.message(404, "404 Group Not Found")
    case .tokenNotFound: Self.message(404, "404 group Access Token Not Found")
    case .notFound: Self.message(404, "404 Not Found")
    case .unknownRoute: Self.error(404, "404 Not Found")
    case .methodNotAllowed: Self.error(405, "405 Not Allowed")
    case .wrongKindOfToken: Self.message(405, "405 Method Not Allowed")
    case .invalidParameters(let faults): Self.error(400, faults.joined(separator: ", "))
    case .badRequest(let reason): Self.message(400, "400 Bad request - \(reason)")
    case .groupNotSaved(let faults):
      Self.message(400, "Failed to save group \(Self.hash(faults, isNew: printsNewHashes))")
    case .groupNotChanged(let faults):
      .json(
        400,
        ["message": .object(faults.mapValues { .array($0.map(JSONValue.string)) })]
      )
    case .alreadyMarked: Self.message(400, "Group has been already marked for deletion")
    case .unavailablePagination:
      Self.error(405, "Keyset pagination is not yet available for this type of request")
    }
  }

  private static func message(_ code: Int, _ text: String) -> SandboxAnswer {
    .json(code, ["message": .string(text)])
  }

  private static func error(_ code: Int, _ text: String) -> SandboxAnswer {
    .json(code, ["error": .string(text)])
  }

  private static func invalidToken(_ description: String) -> SandboxAnswer {
    .json(401, ["error": "invalid_token", "error_description": .string(description)])
  }

  /// Faults as Ruby prints them: `{:path=>["is taken"]}`, since 3.4 `{path: ["is taken"]}`.
  private static func hash(_ faults: [String: [String]], isNew: Bool) -> String {
    let entries = faults.sorted { $0.key < $1.key }.map { field, texts in
      let list = "[\(texts.map { "\"\($0)\"" }.joined(separator: ", "))]"
      return isNew ? "\(field): \(list)" : ":\(field)=>\(list)"
    }
    return "{\(entries.joined(separator: ", "))}"
  }
}
