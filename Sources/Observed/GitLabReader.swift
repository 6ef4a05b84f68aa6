package import Foundation
package import GitLab
package import Model
package import Secrets

/// Reads groups, tokens and what became of passwords.
package struct GitLabReader: Sendable {
  let client: GitLabClient
  let policy: TokenPolicy

  package init(client: GitLabClient, policy: TokenPolicy) {
    self.client = client
    self.policy = policy
  }

  /// The time by GitLab's clock; by ours as long as GitLab has not answered.
  package var time: Date {
    client.serverTime ?? Date()
  }

  /// By how many seconds GitLab's clock is ahead of ours, right after an answer; nil where it told no time.
  package var clockSkew: TimeInterval? {
    client.serverTime?.timeIntervalSinceNow
  }

  /// Lists all groups, by full path, while `body` sees them as they arrive.
  ///
  /// Absence from the list proves nothing, because pages are no snapshot; for the same reason `body` may see one twice.
  package func groups<Outcome: Sendable>(
    whileArriving body: (AsyncStream<GroupReference>) async -> Outcome
  ) async -> (Listing<String, LiveGroup>, Outcome) {
    let (arriving, arrival) = AsyncStream.makeStream(of: GroupReference.self)
    async let listed = groups {
      arrival.yield($0)
    } end: {
      arrival.finish()
    }
    let outcome = await body(arriving)
    return (await listed, outcome)
  }

  /// Lists all groups, by full path.
  package func groups(
    each: @Sendable (GroupReference) -> Void = { _ in },
    end: @Sendable () -> Void = {}
  ) async -> Listing<String, LiveGroup> {
    defer { end() }
    do {
      let groups = try await client.groups(below: policy.parentGroup) { page in
        for group in page { each(group.reference) }
      }
      return .read(Dictionary(groups.map { ($0.fullPath, LiveGroup($0)) }) { _, later in later })
    } catch {
      return .unreadable(Unreadable(inGitLab: "groups", error))
    }
  }

  /// The tokens of those groups that are at `paths`, read while further groups arrive.
  package func tokens(of arriving: AsyncStream<GroupReference>, at paths: Set<String>) async -> ReadTokens {
    let lists = await client.accessTokens(of: arriving) {
      paths.contains($0.fullPath)
    } keeping: {
      LiveToken($0)
    }
    return ReadTokens(byGroup: lists)
  }

  /// Tokens that were read of groups, or why they were not, before it was known what else is to be asked.
  package struct ReadTokens: Sendable {
    fileprivate var byGroup: [Int: Result<[LiveToken], GitLabError>] = [:]

    package static let none = ReadTokens()
  }

  /// Adds to `gitlab` what is known of the groups at `paths` and of their tokens.
  ///
  /// A group that the list does not show is asked for by its path before it counts as absent.
  ///
  /// - Parameter read: the tokens that need not be asked for again.
  package func look(
    at paths: Set<String>,
    into gitlab: inout Snapshot.GitLab,
    having read: ReadTokens = .none
  ) async {
    gitlab.lookedAt.formUnion(paths)
    if let failure = gitlab.groups.failure {
      gitlab.tokens = .unreadable(failure)
      return
    }
    let unlisted = paths.filter { gitlab.groups[$0].value == nil }.sorted()
    for (path, group) in zip(unlisted, await client.groups(atPaths: unlisted)) {
      gitlab.groups.note(sighting(of: group, at: path), for: path)
    }
    var present: [LiveGroup] = []
    for path in paths.sorted() {
      switch gitlab.groups[path] {
      case .present(let group): present.append(group)
      case .absent: gitlab.tokens.note(.absent, for: path)
      case .unreadable(let reason): gitlab.tokens.note(.unreadable(reason), for: path)
      }
    }
    let unread = present.filter { read.byGroup[$0.id] == nil }
    let references = unread.map { GroupReference(id: $0.id, fullPath: $0.fullPath) }
    let lists = await client.accessTokens(of: references) { LiveToken($0) }
    var byGroup = read.byGroup
    for (group, list) in zip(unread, lists) { byGroup[group.id] = list }
    for group in present {
      guard let list = byGroup[group.id] else { continue }
      let sighting = sighting(of: list, in: group, asking: gitlab.ownToken.value)
      gitlab.tokens.note(sighting, for: group.fullPath)
    }
  }

  /// Asks GitLab what became of each password, by showing it to GitLab once; not of one that can be no token.
  package func verdicts(on holders: [Secret: ObjectReference]) async -> [Secret: PasswordVerdict] {
    var verdicts: [Secret: PasswordVerdict] = [:]
    for password in holders.keys where !password.mayBeToken { verdicts[password] = .dead }
    let held = holders.filter { $0.key.mayBeToken }.sorted { $0.value < $1.value }.map { password, holder in
      HeldSecret(holder: "pull secret \(holder)", secret: password)
    }
    for (held, state) in zip(held, await client.states(of: held)) {
      verdicts[held.secret] = verdict(on: held, state)
    }
    return verdicts
  }

  private func verdict(on held: HeldSecret, _ state: Result<TokenState, GitLabError>) -> PasswordVerdict {
    switch state {
    case .success(.alive(let token)): .alive(id: token.id)
    case .success(.dead): .dead
    case .failure(let error): .unreadable(unreadable(held, error))
    }
  }

  private func unreadable(_ held: HeldSecret, _ error: GitLabError) -> Unreadable {
    Unreadable(inGitLab: "the token in \(held.holder)", error, in: ("tokens in pull secrets", held.holder))
  }

  /// One group, by its exact path; GitLab ignores letter case, we do not.
  private func sighting(of group: Result<GitLabGroup?, GitLabError>, at path: String) -> Sighting<LiveGroup> {
    switch group {
    case .success(let group?) where group.fullPath == path: .present(LiveGroup(group))
    case .success: .absent
    case .failure(let error): .unreadable(Unreadable(inGitLab: "group \(path)", error, in: ("groups", path)))
    }
  }

  private func sighting(
    of list: Result<[LiveToken], GitLabError>,
    in group: LiveGroup,
    asking ownToken: OwnToken?
  ) -> Sighting<[LiveToken]> {
    switch list {
    case .success(let tokens):
      return .present(tokens)
    case .failure(let error):
      let path = group.fullPath
      var reason = Unreadable(inGitLab: "access tokens of group \(path)", error, in: ("access tokens of groups", path))
      if ownToken?.mayLackAdminMode ?? false, let role = reason.missingPermission {
        reason.missingPermission = "\(role), or where Admin Mode is on the scope \(OwnToken.adminModeScope)"
      }
      return .unreadable(reason)
    }
  }
}

extension Secret {
  /// Whether it holds neither blanks nor control characters, which no token has and no header field can bear.
  fileprivate var mayBeToken: Bool {
    reveal().utf8.allSatisfy { $0 > 0x20 && $0 != 0x7f }
  }
}
