import Drift
import Foundation
import GitLab
import HTTP
import Model
import Wire

/// Ends an action early, with what became of it.
struct Unfinished: Error {
  let outcome: Outcome

  static func failed(_ reason: String) -> Unfinished { Unfinished(outcome: .failed(reason: reason)) }
  static func refused(_ reason: String) -> Unfinished { Unfinished(outcome: .refused(reason: reason)) }
}

/// Makes tokens, and takes back those that it made and nobody holds.
struct TokenMint: Sendable {
  let client: GitLabClient
  /// Told what is no failure but should be known.
  let note: @Sendable (String) -> Void
  /// The latest day on which this GitLab lets tokens end, once it has said so.
  private let latestDay = Locked<CivilDate?>(nil)

  init(client: GitLabClient, note: @escaping @Sendable (String) -> Void) {
    self.client = client
    self.note = note
  }

  /// The time by GitLab's clock.
  var time: Date { client.serverTime ?? Date() }

  /// Makes the token; after a lost answer once more, when the first one was found and revoked.
  func make(_ issue: TokenIssue, in group: GroupReference) async throws(Unfinished) -> CreatedAccessToken {
    var isRepeated = false
    while true {
      let day = try lastDay(of: issue)
      let wish = AccessTokenWish(
        name: issue.token.name,
        description: issue.description,
        scopes: issue.token.scopes.sorted(),
        level: issue.token.level,
        expiresOn: day
      )
      do {
        return try await client.createAccessToken(wish, in: group)
      } catch {
        if let latest = error.latestExpiry, latest < day, latest.startInUTC > time {
          learn(latest, insteadOf: day)
          continue
        }
        guard error.leavesDoubt else { throw .failed("\(error)") }
        try await revokeStrays(of: issue, in: group, after: error)
        guard !isRepeated else { throw .failed("\(error)") }
        isRepeated = true
      }
    }
  }

  private func lastDay(of issue: TokenIssue) throws(Unfinished) -> CivilDate {
    guard let wished = CivilDate(containing: time.addingTimeInterval(issue.lifetime)) else {
      throw .refused("token.lifetime leads beyond the calendar")
    }
    return latestDay.withLock { $0 }.map { min($0, wished) } ?? wished
  }

  private func learn(_ latest: CivilDate, insteadOf day: CivilDate) {
    let isNews = latestDay.withLock { known in
      guard known.map({ latest < $0 }) ?? true else { return false }
      known = latest
      return true
    }
    guard isNews else { return }
    note(
      "GitLab lets tokens end on \(latest) at the latest, not on \(day), so new ones live shorter than token.lifetime says"
    )
  }

  /// Revokes what a creation left of which no answer came.
  ///
  /// That is a token that was not there before and says that it is ours for this Project: nobody has its secret.
  private func revokeStrays(
    of issue: TokenIssue,
    in group: GroupReference,
    after error: GitLabError
  ) async throws(Unfinished) {
    let hint = "Whether GitLab made the token is unknown; the next run finds it and revokes it."
    do {
      for token in try await tokens(of: group)
      where token.name == issue.token.name && token.description == issue.description && token.isLive(at: time)
        && !issue.knownTokens.contains(token.id)
      {
        try await client.revokeAccessToken(token.id, in: group)
      }
    } catch let second {
      throw .failed("\(error) \(hint) Now: \(second)")
    }
  }

  /// All tokens of a group, dead ones too.
  func tokens(of group: GroupReference) async throws(GitLabError) -> [GroupAccessToken] {
    guard let list = await client.accessTokens(of: [group]).first else { return [] }
    return try list.get()
  }

  /// Revokes a token, after a lost answer with a look at what became of it.
  func revoke(_ id: LiveToken.ID, in group: GroupReference) async -> Outcome {
    do {
      try await client.revokeAccessToken(id, in: group)
      return .done
    } catch {
      if error.isNotFound { return .done }
      guard error.leavesDoubt, let tokens = try? await tokens(of: group) else {
        return .failed(reason: "\(error)")
      }
      let isLive = tokens.map(LiveToken.init).contains { $0.id == id && $0.isLive(at: time) }
      return isLive ? .failed(reason: "\(error)") : .done
    }
  }

  /// Revokes a token that was just made and that nothing holds.
  ///
  /// - Returns: What could not be done, in words; nil where it is done.
  func takeBack(_ token: CreatedAccessToken, in group: GroupReference) async -> String? {
    do {
      try await client.revokeAccessToken(token.id, in: group)
      return nil
    } catch {
      guard !error.isNotFound else { return nil }
      return "The new token with the id \(token.id) is held by nothing and could not be revoked, which the next run "
        + "does: \(error)"
    }
  }
}
