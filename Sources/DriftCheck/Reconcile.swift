import Desired
import Drift
import Kubernetes
import Model
import Observed

/// The whole story of one run: read, compare, look again at what seems wrong.
struct Reconcile: Sendable {
  let client: KubernetesClient
  /// Nil where no GitLab is looked at.
  let gitlab: GitLabReader?
  let repositories: Repositories
  let projects: ProjectOrigin
  let policy: Policy
  let recall: Recall
  let progress: Progress

  /// Reads everything and compares it; nothing is written, and nothing is thrown: what failed is in the result.
  func run() async -> Assessment {
    progress.show("reading Projects and what they ask for")
    let (listed, snapshot, repositories) = await read()
    switch listed {
    case .success(let roster):
      return await compare(roster, with: snapshot, repositories)
    case .failure(let reason):
      return Assessment(
        expiries: [snapshot.gitlab.flatMap(Expiry.ofOwnToken)].compactMap(\.self),
        unreadable: [reason] + snapshot.unreadable,
        installation: snapshot.installation
      )
    }
  }

  /// The Projects and the world; the NAMEs of the first list are gone when this returns.
  private func read() async -> (Result<Roster, Unreadable>, Snapshot, RepositoryLook) {
    async let firstLook = lookAtProjectsAndGitLab()
    async let tips = lookAtRepositories()
    var snapshot = await Snapshot.read(from: client, under: policy)
    let repositories = await tips
    snapshot.deployment = repositories.deployment?.seen
    snapshot.flux = repositories.flux
    // Asked for only now that the world was read, so that it has every Project that came meanwhile.
    let listedAfter = await roster()
    let (claimedBefore, seen) = await firstLook
    snapshot.gitlab = seen
    do throws(Unreadable) {
      var roster = try listedAfter.get()
      // Only a NAME that is in neither list can be an orphan.
      roster.noteClaims(on: try claimedBefore.get())
      return (.success(roster), snapshot, repositories)
    } catch {
      return (.failure(error), snapshot, repositories)
    }
  }

  /// All Projects as etcd has them now; what was read of them is gone when this returns.
  private func roster() async -> Result<Roster, Unreadable> {
    await projects.list(from: client, .consistent()).map {
      Roster($0.resources, now: $0.serverTime, settle: policy.settle)
    }
  }

  private func compare(
    _ listed: Roster,
    with firstSnapshot: Snapshot,
    _ repositories: RepositoryLook
  ) async -> Assessment {
    let (known, historyFailure) = recall(of: firstSnapshot.installation)
    let roster = listed.shielding(known)
    progress.show("comparing \(roster.served.count) Projects")
    let estates = estates(of: roster)
    var snapshot = await completing(repositories.completing(firstSnapshot, for: estates), for: estates, known)
    var comparison = compare(roster, estates, snapshot, known)
    let doubtful = comparison.doubtfulNamespaces
    if !doubtful.isEmpty {
      progress.show("looking again at \(doubtful.count) namespaces")
      snapshot = await snapshot.confirming(doubtful, with: client, under: policy)
      snapshot = await completing(snapshot, for: estates, known, again: comparison.doubtfulGroups(of: estates))
      comparison = compare(roster, estates, snapshot, known)
    }
    return Assessment(
      roster: roster,
      findings: comparison.findings,
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
      historyFailure: historyFailure
    )
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
