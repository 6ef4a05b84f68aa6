import Desired
import Drift
import Model
import Observed

extension Reconcile {
  /// Compares what `listed` asks for with the world, and what seems wrong once more with another look at it.
  func compare(
    _ listed: Roster,
    with firstSnapshot: Snapshot,
    _ repositories: RepositoryLook,
    _ clock: ServerClock?
  ) async -> Assessment {
    let (known, historyFailure) = recall(of: firstSnapshot.installation)
    let roster = listed.shielding(known)
    progress.show("comparing \(roster.served.count) Projects")
    let estates = estates(of: roster)
    let former = former(besides: roster, known)
    var snapshot = await completing(
      completing(firstSnapshot, for: roster, beside: former, with: repositories),
      for: roster,
      known
    )
    var comparison = await compare(roster, estates, &snapshot, known)
    let doubtful = comparison.doubtfulNamespaces
    if !doubtful.isEmpty {
      progress.show("looking again at \(doubtful.count) namespaces")
      snapshot = await snapshot.confirming(doubtful, with: client, under: policy)
      snapshot = await completing(snapshot, for: roster, known, again: comparison.doubtfulGroups(of: estates))
      comparison = await compare(roster, estates, &snapshot, known)
    }
    return Assessment(
      roster: roster,
      findings: comparison.findings,
      snapshot: snapshot,
      expiries: comparison.expiries,
      removals: comparison.removals,
      unproven: comparison.unproven,
      unreadable: snapshot.unreadable,
      installation: snapshot.installation,
      coverage: Coverage(
        roster: roster,
        snapshot: snapshot,
        orphans: projects.areComplete,
        unproven: comparison.unproven
      ),
      groups: groups(of: roster, in: snapshot, known),
      departures: await departures(
        announcedBy: comparison.findings,
        of: roster,
        in: snapshot,
        former: former,
        known,
        clock
      ),
      historyFailure: historyFailure
    )
  }

  /// Compares, and once more with what GitLab says of passwords where that matters.
  ///
  /// Mostly the annotations prove them all, so the first comparison finds out whether GitLab must be asked.
  private func compare(
    _ roster: Roster,
    _ estates: some Sequence<Estate>,
    _ snapshot: inout Snapshot,
    _ known: KnownProjects
  ) async -> Comparison {
    let wasAsked = snapshot.gitlab?.verdicts.isEmpty == false
    if wasAsked { snapshot = await askingAboutPasswords(of: estates, in: snapshot) }
    let comparison = compare(roster, estates, snapshot, known)
    guard comparison.isUnasked, !wasAsked else { return comparison }
    snapshot = await askingAboutPasswords(of: estates, in: snapshot)
    return compare(roster, estates, snapshot, known)
  }

  private func compare(
    _ roster: Roster,
    _ estates: some Sequence<Estate>,
    _ snapshot: Snapshot,
    _ known: KnownProjects
  ) -> Comparison {
    Comparison(
      roster: roster,
      estates: estates,
      snapshot: snapshot,
      policy: policy,
      known: known,
      orphans: projects.areComplete
    )
  }
}
