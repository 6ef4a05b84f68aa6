import Drift
import Foundation
import History
import Model
import Remediate
import Reports

/// What history and the rules on removals make of what a look showed.
struct Hindsight: Sendable {
  /// On what is there now, and on what is gone.
  var verdicts: [HistoryVerdict]
  var failure: HistoryError?
  /// What may go; nil where there is nothing that could.
  var review: RemovalReview?
}

extension Check {
  /// Keeps a look in the history, and judges what may go by it.
  ///
  /// - Parameter isSecondLook: whether the run has changed something and looks at what it left.
  func hindsight(
    on assessment: Reconcile.Assessment,
    of run: RunIdentity,
    _ systems: Systems?,
    isSecondLook: Bool = false
  ) async -> Hindsight {
    // Before the run itself is kept there, whose own list of Projects is no proof.
    let memory = removalMemory(for: assessment, at: run.startedAt)
    let (verdicts, failure) = verdicts(on: assessment, of: run, isSecondLook: isSecondLook)
    var hindsight = Hindsight(verdicts: verdicts, failure: failure)
    guard let systems, failure == nil, let memory else { return hindsight }
    let open = Dictionary(verdicts.filter { $0.state != .resolved }.map { ($0.finding.id, $0) }) { first, _ in first }
    let removals = assessment.departures.removals.filter { removal in
      guard let finding = open[removal.finding.id]?.finding else { return false }
      // The finding on a Project that leaves announces nothing itself.
      return finding.action != nil
        || removal.finding.action == nil && configuration.safety.fix.selection.admits(finding)
    }
    guard !removals.isEmpty, var evidence = evidence(for: assessment, memory, systems) else { return hindsight }
    evidence.records = open.mapValues { verdict in
      RemovalRecord(
        streak: verdict.streak,
        isIgnored: configuration.ignoreRules.contains { $0.covers(verdict.finding, at: run.startedAt) },
        isFlapping: verdict.repairs.isFlapping(firstSeen: verdict.firstSeen)
      )
    }
    let review = await review(removals, evidence, systems)
    let told = Dictionary(review.judgements.map { ($0.removal.finding.id, $0.told) }) { first, _ in first }
    hindsight.review = review
    hindsight.verdicts = verdicts.map { verdict in
      guard verdict.state != .resolved, let finding = told[verdict.finding.id] else { return verdict }
      var verdict = verdict
      verdict.finding.reason = finding.reason
      return verdict
    }
    return hindsight
  }

  /// Looks into those namespaces alone against which nothing else speaks for good.
  private func review(_ removals: [Removal], _ evidence: RemovalEvidence, _ systems: Systems) async -> RemovalReview {
    let review = RemovalReview(of: removals, by: evidence)
    let namespaces = review.judgements.filter { $0.dueAt != nil || $0.obstacles.isEmpty }.map(\.removal).namespaces
    guard !namespaces.isEmpty else { return review }
    var evidence = evidence
    evidence.usage = await systems.reconcile.usage(of: namespaces)
    return RemovalReview(of: removals, by: evidence)
  }

  /// Nil where nothing may go, or no history says anything of this cluster.
  private func removalMemory(for assessment: Reconcile.Assessment, at date: Date) -> RemovalMemory? {
    guard let directory = recall.directory, !assessment.departures.removals.isEmpty else { return nil }
    return try? HistoryStore(directory: directory).removalMemory(of: scope(of: assessment), at: date)
  }

  private func evidence(
    for assessment: Reconcile.Assessment,
    _ memory: RemovalMemory,
    _ systems: Systems
  ) -> RemovalEvidence? {
    guard let roster = assessment.roster, let snapshot = assessment.snapshot else { return nil }
    let departures = assessment.departures
    var evidence = RemovalEvidence(
      roster: roster,
      snapshot: snapshot,
      estates: departures.estates.values,
      policy: systems.reconcile.policy,
      rules: systems.reconcile.rules,
      definition: departures.definition,
      now: departures.clock?.time ?? Date()
    )
    evidence.isAsked = mode != .check && prunes
    evidence.areProjectsComplete = systems.reconcile.projects.areComplete
    evidence.installation = assessment.installation
    evidence.known = departures.known
    evidence.former = Dictionary(departures.former.map { ($0.project.name, $0) }) { first, _ in first }
    evidence.largestProjectCount = memory.largestProjectCount
    evidence.removedNames = memory.removedNames
    evidence.filesGoneAt = memory.filesGoneAt
    evidence.clockSkews[.kubernetes] = departures.clock?.ahead
    evidence.clockSkews[.gitlab] = snapshot.gitlab?.clockSkew
    return evidence
  }
}

extension RemovalReview {
  /// What became of removals that were asked for in a run that may remove nothing at all, as something looks wrong.
  var refusals: [Finding.ID: Outcome] {
    var outcomes: [Finding.ID: Outcome] = [:]
    for judgement in judgements {
      guard !judgement.obstacles.contains(.run(.notAsked)) else { continue }
      let alarms = judgement.obstacles.filter(\.isAlarm).map(\.description)
      if !alarms.isEmpty {
        outcomes[judgement.removal.finding.id] = .refused(reason: alarms.joined(separator: "; "))
      }
    }
    return outcomes
  }
}

extension RemovalObstacle {
  /// Whether somebody should look at it at once: so much goes that it may be a failure.
  fileprivate var isAlarm: Bool {
    switch self {
    case .run(.limit), .run(.shrunkenList), .run(.noProjects), .run(.definitionAbsent), .run(.definitionLeaving): true
    case .run(.notAsked), .run(.notPlanned), .run(.incompleteProjects), .run(.noEarlierList), .run(.definitionUnknown),
      .run(.unknownInstallation), .run(.unknownClock), .run(.skewedClock), .run(.unreadable), .time, .need, .proof:
      false
    }
  }
}

/// Reads the world once more before each removal.
struct LastLookGate: RemovalGate {
  let reconcile: Reconcile
  let review: RemovalReview

  func clearances(of removals: [PermittedRemoval]) async -> [RemovalClearance] {
    review.clearances(of: removals, after: await reconcile.lastLook(at: removals.map(\.removal).namespaces))
  }
}

extension [Removal] {
  /// The namespaces among them.
  fileprivate var namespaces: [String] {
    compactMap { removal in
      switch removal.object {
      case .namespace(let namespace): namespace.name
      case .pullSecret, .token, .applicationFiles, .applicationAdditions, .argoLines, .vaultAccess, .finalizer: nil
      }
    }
  }
}
