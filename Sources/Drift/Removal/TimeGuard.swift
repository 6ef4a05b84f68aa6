import Foundation
import Model

/// The rules by which a removal waits.
struct TimeGuard {
  let evidence: RemovalEvidence

  /// What must pass before `removal`.
  ///
  /// - Parameter filesDueAt: from when on the application files of a NAME may go; nil for those that stay.
  func obstacles(to removal: Removal, filesDueAt: (_ name: String) -> Date?) -> [TimeObstacle] {
    let wait: [TimeObstacle?] =
      switch removal.object {
      case .namespace: [files(of: removal.name, filesDueAt)]
      case .token(let token, group: _): [use(of: token)]
      case .finalizer(let project): [release(of: project)]
      case .pullSecret, .applicationFiles, .applicationAdditions, .argoLines, .vaultAccess: []
      }
    return ([grace(of: removal)] + wait).compactMap(\.self)
  }

  private func grace(of removal: Removal) -> TimeObstacle? {
    let (rules, now) = (evidence.rules, evidence.now)
    let streak = evidence.records[removal.finding.id]?.streak ?? .none
    guard !streak.covers(runs: rules.leastRuns, over: rules.grace, at: now) else { return nil }
    let end = (streak.since ?? now).addingTimeInterval(rules.grace)
    return .grace(streak, leastRuns: rules.leastRuns, until: max(end, now))
  }

  /// Who pulled with a token that nobody asks for may be another cluster, whose Project has the same NAME.
  private func use(of token: LiveToken) -> TimeObstacle? {
    guard let usedAt = token.lastUsedAt else { return nil }
    let end = usedAt.addingTimeInterval(evidence.rules.grace)
    return end > evidence.now ? .usedLately(at: usedAt, until: end) : nil
  }

  /// As long as there are files, Argo CD makes the namespace anew and fills it.
  private func files(of name: String, _ dueAt: (String) -> Date?) -> TimeObstacle? {
    let delay = evidence.rules.namespaceDelay
    guard let deployment = evidence.snapshot.deployment else { return nil }
    if deployment.applications[name] != .absent || deployment.manifests[name] != .absent {
      let stay = deployment.manifests[name].value?.holdsMore ?? false
      return .filesFirst(until: stay ? nil : dueAt(name)?.addingTimeInterval(delay))
    }
    guard let goneAt = evidence.filesGoneAt[name] else { return nil }
    let end = goneAt.addingTimeInterval(delay)
    return end > evidence.now ? .filesJustGone(at: goneAt, until: end) : nil
  }

  private func release(of project: Roster.Leaving) -> TimeObstacle? {
    guard let patience = evidence.rules.releaseAfter else { return nil }
    let end = project.since.addingTimeInterval(patience)
    return end > evidence.now ? .releasedLater(until: end) : nil
  }
}
