import Drift

import struct Foundation.Date

/// What one run means for the history; pure, so that the rules stand apart from how they are kept.
struct HistoryDecision: Sendable {
  /// One for each finding of the run, in its order, then one for each that is gone.
  private(set) var verdicts: [HistoryVerdict] = []
  /// Findings whose episode begins with this run.
  private(set) var opened: [Finding] = []
  /// Episodes that this run saw go on.
  private(set) var prolonged: [Episode] = []
  /// Episodes that this run saw at an end.
  private(set) var closed: [Episode] = []

  /// Lays `run` beside the `known` episodes of its scope.
  ///
  /// - Parameter known: every episode that lasts, and those that another run ended while this one was under way.
  init(of run: ObservedRun, known: [Episode]) {
    let underWay = run.startedAt...max(run.startedAt, run.finishedAt)
    let lasting = known.filter { $0.resolvedAt == nil }
    let ended = known.filter { $0.resolvedAt.map(underWay.contains) ?? false }
    let episodes = Dictionary((ended + lasting).map { ($0.id, $0) }) { _, later in later }
    var seen: Set<String> = []
    for finding in run.findings {
      let episode = episodes[finding.id]
      let isFirst = seen.insert(finding.id).inserted
      verdicts.append(HistoryDecision.verdict(on: finding, in: run, after: episode))
      guard isFirst else { continue }
      if let episode {
        // A run that was faster knows better, and one that lies in the future had a wrong clock.
        if episode.resolvedAt == nil, !underWay.contains(episode.lastSeen) { prolonged.append(episode) }
      } else {
        opened.append(finding)
      }
    }
    closed = lasting.filter { episode in
      !seen.contains(episode.id) && !underWay.contains(episode.lastSeen) && run.judges(episode.finding)
    }
    verdicts += closed.map {
      HistoryVerdict($0.finding, state: .resolved, firstSeen: $0.firstSeen, lastSeen: $0.lastSeen)
    }
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
