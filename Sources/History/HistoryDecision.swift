import Drift
import Model

import struct Foundation.Date

/// What one run means for the history; pure, so that the rules stand apart from how they are kept.
struct HistoryDecision: Sendable {
  /// The begin of an episode.
  struct Beginning: Sendable {
    let finding: Finding
    let streak: Streak
    let basis: String?
  }

  /// An episode that goes on.
  struct Continuation: Sendable {
    let episode: Episode
    let streak: Streak
    let basis: String?
  }

  /// One for each finding of the run, in its order, then one for each that is gone.
  private(set) var verdicts: [HistoryVerdict] = []
  /// Findings whose episode begins with this run.
  private(set) var opened: [Beginning] = []
  /// Episodes that this run saw go on.
  private(set) var prolonged: [Continuation] = []
  /// Episodes that this run saw at an end.
  private(set) var closed: [Episode] = []
  /// Whether the row of runs ends for every episode that lasts, those too that this run could not judge.
  let startsAnew: Bool

  /// Lays `run` beside the `known` episodes of its scope.
  ///
  /// - Parameters:
  ///   - known: every episode that lasts, and those that another run ended while this one was under way.
  ///   - lastRun: the start of the unfiltered run of this scope that was kept last.
  ///   - repairs: what was tried, by finding.
  init(of run: ObservedRun, known: [Episode], lastRun: Date? = nil, repairs: [String: RepairRecord] = [:]) {
    let underWay = run.underWay
    startsAnew = run.startsAnew(after: lastRun)
    let lasting = known.filter { $0.resolvedAt == nil }
    let ended = known.filter { $0.resolvedAt.map(underWay.contains) ?? false }
    let episodes = Dictionary((ended + lasting).map { ($0.id, $0) }) { _, later in later }
    var seen: Set<String> = []
    for finding in run.findings {
      let id = finding.id
      let episode = episodes[id]
      // A run that was faster knows better, and one that lies in the future had a wrong clock.
      let isPassed = episode.map { $0.resolvedAt != nil || underWay.contains($0.lastSeen) } ?? false
      let streak = streak(of: finding, after: episode, isPassed: isPassed, in: run)
      var verdict = HistoryDecision.verdict(on: finding, in: run, after: episode)
      verdict.streak = streak
      verdict.repairs = repairs[id] ?? RepairRecord()
      verdicts.append(verdict)
      guard seen.insert(id).inserted else { continue }
      if let episode {
        if !isPassed { prolonged.append(Continuation(episode: episode, streak: streak, basis: run.basisText(finding))) }
      } else {
        opened.append(Beginning(finding: finding, streak: streak, basis: run.basisText(finding)))
      }
    }
    closed = lasting.filter { episode in
      !seen.contains(episode.id) && !underWay.contains(episode.lastSeen) && run.judges(episode.finding)
    }
    verdicts += closed.map {
      HistoryVerdict($0.finding, state: .resolved, firstSeen: $0.firstSeen, lastSeen: $0.lastSeen)
    }
  }

  private func streak(
    of finding: Finding,
    after episode: Episode?,
    isPassed: Bool,
    in run: ObservedRun
  ) -> Streak {
    guard !run.suppresses(finding) else { return .none }
    let isAnother = episode.map { $0.basis != run.basisText(finding) } ?? false
    let before = startsAnew || isAnother || episode?.resolvedAt != nil ? Streak.none : episode?.streak ?? .none
    return isPassed ? before : before.continued(by: run)
  }

  private static func verdict(on finding: Finding, in run: ObservedRun, after episode: Episode?) -> HistoryVerdict {
    HistoryVerdict(
      finding,
      state: episode == nil ? .new : .ongoing,
      // The earlier of the two, as a clock may have been put right.
      firstSeen: episode.map { min($0.firstSeen, run.startedAt) } ?? run.startedAt,
      lastSeen: run.startedAt
    )
  }
}

extension ObservedRun {
  /// What the removal of the finding's subject is judged on, as it is kept.
  fileprivate func basisText(_ finding: Finding) -> String? {
    basis(finding)?.description
  }
}
