import Foundation
import Model

extension Token {
  /// What is wrong with the live token that the pull secret holds: too little, too much, or too near its end.
  func differences(of held: LiveToken, at now: Date, under policy: TokenPolicy, for estate: Estate) -> [Finding] {
    let excess = excess(in: held)
    let faults: [(Fault, [FieldDifference])] = [
      (.expiring, expiry(of: held, at: now, under: policy)),
      (.changed, lacking(in: held) + excessiveLife(of: held, at: now, under: policy)),
      (.extra, beyond(in: held)),
    ]
    return faults.filter { !$0.1.isEmpty }.map { fault, fields in
      // What is lacking stands first in the word for the fault, and must not hide what is beyond.
      let isBeyond = fault == .extra || fields.contains { $0.path == "scopes" } && !excess.isEmpty
      return Finding(
        kind: .token,
        project: estate.project.name,
        subject: subject,
        fault: fault,
        severity: isBeyond ? min(Severity(of: fault, on: .token), Severity(of: .extra, on: .token)) : nil,
        fields: fields,
        action: .rotateToken,
        reason: isBeyond ? "it can do more than pull\(excess.isEmpty ? "" : ": \(excess.listed)")" : nil
      )
    }
  }

  /// The scopes that a token has beyond those wished for.
  private func excess(in held: LiveToken) -> Set<String> {
    held.scopes.subtracting(scopes)
  }

  private func lacking(in held: LiveToken) -> [FieldDifference] {
    (held.scopes.isSuperset(of: scopes) ? [] : [scopeDifference(held)])
      + levelDifference(held, where: <)
  }

  /// Scopes that are lacking and beyond at once are one difference, told with what is lacking.
  private func beyond(in held: LiveToken) -> [FieldDifference] {
    (held.scopes.isStrictSuperset(of: scopes) ? [scopeDifference(held)] : [])
      + levelDifference(held, where: >)
  }

  private func scopeDifference(_ held: LiveToken) -> FieldDifference {
    FieldDifference("scopes", desired: .text(scopes.listed), observed: .text(held.scopes.listed))
  }

  /// The level that is below or above the wished one; one that GitLab does not say is not judged.
  private func levelDifference(_ held: LiveToken, where isWrong: (Int, Int) -> Bool) -> [FieldDifference] {
    guard let observed = held.level, isWrong(observed, level) else { return [] }
    return [
      FieldDifference(
        "access_level",
        desired: .text(Token.word(for: level)),
        observed: .text(Token.word(for: observed))
      )
    ]
  }

  /// Less life left than a token is rotated with.
  private func expiry(of held: LiveToken, at now: Date, under policy: TokenPolicy) -> [FieldDifference] {
    guard let diesAt = held.diesAt, let notice = policy.notice(for: held), diesAt.timeIntervalSince(now) < notice
    else { return [] }
    return [FieldDifference("expires_at", desired: .text("a later day"), observed: .text(diesAt.day))]
  }

  /// No expiry date, or one that is later than a new token's could be, with a day for the difference of clocks.
  private func excessiveLife(of held: LiveToken, at now: Date, under policy: TokenPolicy) -> [FieldDifference] {
    let latest = Date.startOfDay(containing: now).addingTimeInterval(policy.lifetime + 86_400)
    if let diesAt = held.diesAt, diesAt <= latest { return [] }
    let observed = held.diesAt.map { FieldDifference.Side.text($0.day) } ?? .absent
    return [FieldDifference("expires_at", desired: .text("at the latest \(latest.day)"), observed: observed)]
  }

  /// GitLab's word for an access level.
  private static func word(for level: Int) -> String {
    switch level {
    case 0: "No access (0)"
    case 10: "Guest (10)"
    case 15: "Planner (15)"
    case 20: "Reporter (20)"
    case 25: "Security Manager (25)"
    case 30: "Developer (30)"
    case 40: "Maintainer (40)"
    case 50: "Owner (50)"
    case _: "level \(level)"
    }
  }
}

extension TokenPolicy {
  /// How long before its end `token` counts as expiring, in seconds: the smaller of `rotateBefore` and a third of its
  /// whole life, where that is known; nil for one that never ends.
  func notice(for token: LiveToken) -> TimeInterval? {
    guard let diesAt = token.diesAt else { return nil }
    let third = token.createdAt.map { diesAt.timeIntervalSince($0) / 3 }
    return min(rotateBefore, third ?? .infinity)
  }
}

extension Set<String> {
  fileprivate var listed: String {
    isEmpty ? "none" : sorted().joined(separator: ", ")
  }
}

extension Date {
  /// 00:00 UTC of the day that `instant` lies in.
  static func startOfDay(containing instant: Date) -> Date {
    let day = 86_400.0
    return Date(timeIntervalSince1970: (instant.timeIntervalSince1970 / day).rounded(.down) * day)
  }

  /// The day in UTC: `2026-12-01`.
  var day: String {
    formatted(.iso8601.year().month().day())
  }

  /// Date and time in UTC, to the second.
  var instant: String {
    formatted(.iso8601)
  }
}
