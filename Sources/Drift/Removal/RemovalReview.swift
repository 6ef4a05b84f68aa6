package import Foundation
package import Model

/// The one place that every removal passes through: what of all that may go is permitted, by the rules and the limit.
///
/// A ``PermittedRemoval`` may stand in a plan, and only a ``ClearedRemoval`` may be carried out; nobody else can make
/// either of them.
package struct RemovalReview: Sendable {
  /// One for each removal, in their order.
  package let judgements: [RemovalJudgement]
  /// Those that may stand in a plan.
  package let permitted: [PermittedRemoval]
  private let evidence: RemovalEvidence

  /// Judges `removals` by `evidence`.
  ///
  /// Where more would go than is allowed, nothing is permitted at all.
  package init(of removals: [Removal], by evidence: RemovalEvidence) {
    var evidence = evidence
    evidence.roster = evidence.roster.shielding(evidence.known)
    let judgements = removals.isEmpty ? [] : RemovalGuards(evidence).judge(removals, isLast: false)
    let going = judgements.filter(\.obstacles.isEmpty).map(\.removal)
    let excesses = RemovalLimit(evidence.rules, projects: evidence.roster.count)
      .excesses(of: going, after: evidence.removedNames)
    self.judgements = judgements.map { judgement in
      guard !excesses.isEmpty, judgement.obstacles.isEmpty else { return judgement }
      return RemovalJudgement(judgement.removal, [.run(.limit(excesses))], at: evidence.now)
    }
    permitted = excesses.isEmpty ? going.map(PermittedRemoval.init) : []
    self.evidence = evidence
  }

  /// What stopped the whole of the removals although some were due; nil where nothing did.
  package var limit: [RemovalExcess]? {
    for case .run(.limit(let excesses)) in judgements.lazy.flatMap(\.obstacles) { return excesses }
    return nil
  }

  /// What goes later if nothing else happens, by time: what waits for its date, and what waits for `--prune` alone.
  package var comingRemovals: [ComingRemoval] {
    judgements.compactMap(\.comingRemoval).sorted()
  }

  /// Judges what is permitted once more, right before the act, by what was read a moment ago.
  ///
  /// - Returns: one clearance for each of `removals`, in their order.
  package func clearances(of removals: [PermittedRemoval], after look: LastLook) -> [RemovalClearance] {
    switch look.projects {
    case .failure(let reason):
      return removals.map { _ in .refused([.run(.unreadable(reason))]) }
    case .success(let roster):
      var evidence = evidence
      evidence.roster = roster.shielding(evidence.known)
      // What was asked for at any time of this run is asked for.
      evidence.roster.noteClaims(on: self.evidence.roster.claimedNames)
      evidence.estates = look.estates
      evidence.definition = look.definition
      evidence.usage = look.usage
      evidence.now = look.now
      return RemovalGuards(evidence).judge(removals.map(\.removal), isLast: true).map { judgement in
        if !permitted.contains(where: { $0.removal == judgement.removal }) { return .refused([.run(.notPlanned)]) }
        return judgement.obstacles.isEmpty
          ? .cleared(ClearedRemoval(judgement.removal)) : .refused(judgement.obstacles)
      }
    }
  }
}

/// A removal that all rules permit; it may be planned, shown and asked about.
package struct PermittedRemoval: Sendable, Equatable {
  package let removal: Removal

  fileprivate init(_ removal: Removal) {
    self.removal = removal
  }
}

/// A removal that all rules still permit right before it; it may be carried out.
package struct ClearedRemoval: Sendable, Equatable {
  package let removal: Removal

  fileprivate init(_ removal: Removal) {
    self.removal = removal
  }
}

/// What the last look made of a removal.
package enum RemovalClearance: Sendable, Equatable {
  case cleared(ClearedRemoval)
  case refused([RemovalObstacle])
}

/// What is read again right before removals.
package struct LastLook: Sendable {
  /// All Projects, as etcd has them now; sorted as before, those that leave released or not.
  package var projects: Result<Roster, Unreadable>
  /// What those that are served shall own, by NAME.
  package var estates: [String: Estate]
  package var definition: Sighting<ProjectDefinition>
  /// What the namespaces hold that are to go.
  package var usage: [String: Sighting<NamespaceUsage>]
  /// The time by the API server's clock.
  package var now: Date

  package init(
    projects: Result<Roster, Unreadable>,
    estates: some Sequence<Estate>,
    definition: Sighting<ProjectDefinition>,
    usage: [String: Sighting<NamespaceUsage>] = [:],
    now: Date
  ) {
    self.projects = projects
    self.estates = Dictionary(estates.map { ($0.project.name, $0) }) { first, _ in first }
    self.definition = definition
    self.usage = usage
    self.now = now
  }
}
