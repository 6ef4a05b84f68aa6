package import Secrets

/// A secret and, for messages, where it is kept: `secret shop-dev/gitlab-registry-image-pull-secret`.
package struct HeldSecret: Sendable, Hashable {
  package let holder: String
  package let secret: Secret

  /// A secret and its holder.
  package init(holder: String, secret: Secret) {
    self.holder = holder
    self.secret = secret
  }
}

extension GitLabClient {
  /// Reads the access tokens of many groups, dead ones too, at the pace that the server bears.
  ///
  /// - Returns: For each group, in the order given, its tokens or why they could not be read: a failure of one is none of
  ///   the others.
  package func accessTokens(
    of groups: [GroupReference]
  ) async -> [Result<[GroupAccessToken], GitLabError>] {
    await accessTokens(of: groups) { $0 }
  }

  /// Reads them likewise, and makes of each what is kept of it as soon as its list has come: all tokens of a company are
  /// never in memory as GitLab shows them.
  package func accessTokens<Kept: Sendable>(
    of groups: [GroupReference],
    keeping kept: @escaping @Sendable (GroupAccessToken) -> Kept
  ) async -> [Result<[Kept], GitLabError>] {
    let outcomes = await concurrentMap(groups, width: session.gate.maximum) {
      await accessTokens(of: $0, keeping: kept)
    }
    guard outcomes.contains(where: \.isUnexplainedRefusal), await isOwnTokenAlive() else { return outcomes }
    return outcomes.map { $0.mapError { $0.knowingTokenIsAlive() } }
  }

  /// Reads the access tokens of those groups that are wanted, as they become known from the pages of a list.
  ///
  /// - Returns: The same as for an array of groups, by the ids of the groups.
  package func accessTokens<Kept: Sendable>(
    of groups: AsyncStream<GroupReference>,
    where isWanted: @escaping @Sendable (GroupReference) -> Bool = { _ in true },
    keeping kept: @escaping @Sendable (GroupAccessToken) -> Kept
  ) async -> [Int: Result<[Kept], GitLabError>] {
    let outcomes = await concurrentMap(groups, width: session.gate.maximum) { group in
      isWanted(group) ? (group.id, await accessTokens(of: group, keeping: kept)) : nil
    }
    let byGroup = Dictionary(outcomes.compactMap(\.self)) { _, later in later }
    guard byGroup.values.contains(where: \.isUnexplainedRefusal), await isOwnTokenAlive() else { return byGroup }
    return byGroup.mapValues { $0.mapError { $0.knowingTokenIsAlive() } }
  }

  private func accessTokens<Kept: Sendable>(
    of group: GroupReference,
    keeping kept: (GroupAccessToken) -> Kept
  ) async -> Result<[Kept], GitLabError> {
    await result { () async throws(GitLabError) in
      try await session.rows(from: .accessTokens(of: group), as: GroupAccessToken.self).map(kept)
    }
  }

  /// Whether a 401 speaks of the role and not of the token, which the token itself can tell.
  private func isOwnTokenAlive() async -> Bool {
    await result { () async throws(GitLabError) in try await ownToken() }.tellsOfLife
  }

  /// Reads the token that we ask with: its scopes and its expiry.
  ///
  /// - Throws: ``GitLabError``; its ``GitLabError/tokenFault`` says if the token is dead.
  package func ownToken() async throws(GitLabError) -> TokenInformation {
    try await session.value(of: .ownToken, as: TokenInformation.self)
  }

  /// Asks what became of secrets that others hold, each by showing it to the server once.
  ///
  /// - Returns: For each secret, in the order given, the state of its token or why that could not be read.
  package func states(of secrets: [HeldSecret]) async -> [Result<TokenState, GitLabError>] {
    await concurrentMap(secrets, width: session.gate.maximum) { held in
      await result { () async throws(GitLabError) in try await state(of: held) }
    }
  }

  /// Asks what became of a secret by showing it to the server once.
  ///
  /// - Throws: ``GitLabError``; a token that is dead is none.
  package func state(of held: HeldSecret) async throws(GitLabError) -> TokenState {
    do {
      let request = GitLabRequest.token(holder: held.holder)
      return .alive(try await session.value(of: request, as: TokenInformation.self, as: held.secret))
    } catch {
      guard let fault = error.tokenFault else { throw error }
      return .dead(fault)
    }
  }

  /// Reads the user of our token.
  ///
  /// - Throws: ``GitLabError``.
  package func user() async throws(GitLabError) -> GitLabUser {
    try await session.value(of: .user, as: GitLabUser.self)
  }

  /// Asks for the server's version, which every token may read.
  ///
  /// - Throws: ``GitLabError``.
  package func version() async throws(GitLabError) -> GitLabVersion {
    try await session.value(of: .version, as: GitLabVersion.self)
  }
}

private func result<Value: Sendable>(
  _ body: () async throws(GitLabError) -> Value
) async -> Result<Value, GitLabError> {
  do {
    return .success(try await body())
  } catch {
    return .failure(error)
  }
}

extension Result<TokenInformation, GitLabError> {
  /// Whether the token is alive: it is where an older GitLab cannot be asked, which let it read the groups before.
  fileprivate var tellsOfLife: Bool {
    switch self {
    case .success: true
    case .failure(let error): error.isNotFound || error.isNotServed
    }
  }
}

extension Result where Failure == GitLabError {
  /// Whether it is a 401 that does not say what is wrong with the token.
  fileprivate var isUnexplainedRefusal: Bool {
    switch self {
    case .success: false
    case .failure(let error): error.tokenFault == .unknown
    }
  }
}
