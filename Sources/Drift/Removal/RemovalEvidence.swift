package import Foundation
package import Model

/// All that a run knows that speaks for or against removals.
package struct RemovalEvidence: Sendable {
  /// Whether somebody asked for removals: `--fix` with `--prune` or `safety.prune`.
  package var isAsked: Bool
  package var rules: RemovalPolicy
  package var policy: Policy

  /// The Projects, with every NAME shielded that history knows for those that are not served.
  package var roster: Roster
  /// Whether these are all Projects that there are.
  package var areProjectsComplete: Bool
  package var definition: Sighting<ProjectDefinition>
  package var snapshot: Snapshot
  /// What the served Projects shall own, by NAME.
  package var estates: [String: Estate]

  /// UID of the namespace kube-system; nil where it could not be read, so that no history belongs to this cluster.
  package var installation: String?
  package var known: KnownProjects
  /// What each NAME that history knows would own now, if there were a Project of it; without googleGroup where that is
  /// not known.
  package var former: [String: Estate]
  /// The largest number of Projects that a run of the last 7 days read; nil where there was none.
  package var largestProjectCount: Int?
  /// What history says of findings, by their ids; of one that it does not have, nothing is known.
  package var records: [Finding.ID: RemovalRecord]
  /// When the last of a NAME's application files went, as far as anybody saw it.
  package var filesGoneAt: [String: Date]
  /// Of how many NAMEs something went in the last 24 hours, by kind.
  package var removedNames: [Kind: Set<String>]

  /// The time by the API server's clock.
  package var now: Date
  /// By how many seconds each server's clock is ahead of ours.
  package var clockSkews: [Unreadable.System: TimeInterval]
  /// What namespaces hold, as far as it was looked at.
  package var usage: [String: Sighting<NamespaceUsage>]

  /// Evidence on which nothing may go: nobody asked, and history knows nothing.
  package init(
    roster: Roster,
    snapshot: Snapshot,
    estates: some Sequence<Estate>,
    policy: Policy,
    rules: RemovalPolicy,
    definition: Sighting<ProjectDefinition>,
    now: Date
  ) {
    isAsked = false
    self.rules = rules
    self.policy = policy
    self.roster = roster
    areProjectsComplete = false
    self.definition = definition
    self.snapshot = snapshot
    self.estates = Dictionary(estates.map { ($0.project.name, $0) }) { first, _ in first }
    known = .nothing
    former = [:]
    records = [:]
    filesGoneAt = [:]
    removedNames = [:]
    self.now = now
    clockSkews = [:]
    usage = [:]
  }
}

/// What history says of a finding whose subject may go.
package struct RemovalRecord: Sendable, Hashable {
  package var streak: Streak
  /// Whether a rule of the configuration has it ignored.
  package var isIgnored: Bool
  /// Whether its removal is of no use: it came back, or failed several times.
  package var isFlapping: Bool

  package init(streak: Streak = .none, isIgnored: Bool = false, isFlapping: Bool = false) {
    self.streak = streak
    self.isIgnored = isIgnored
    self.isFlapping = isFlapping
  }
}
