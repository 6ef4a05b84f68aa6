import Desired
import Drift
import Kubernetes
import Model
import Observed

/// The whole story of one look: read, compare, look again at what seems wrong.
struct Reconcile: Sendable {
  let client: KubernetesClient
  /// Nil where no GitLab is looked at.
  let gitlab: GitLabReader?
  let repositories: Repositories
  let projects: ProjectOrigin
  let policy: Policy
  let rules: RemovalPolicy
  let recall: Recall
  let progress: Progress

  /// Reads everything and compares it; nothing is written, and nothing is thrown: what failed is in the result.
  func run() async -> Assessment {
    progress.show("reading Projects and what they ask for")
    let (listed, snapshot, repositories) = await read()
    switch listed {
    case .success(let (roster, clock)):
      return await compare(releasing(roster, at: clock?.time), with: snapshot, repositories, clock)
    case .failure(let reason):
      return Assessment(
        expiries: [snapshot.gitlab.flatMap(Expiry.ofOwnToken)].compactMap(\.self),
        unreadable: [reason] + snapshot.unreadable,
        installation: snapshot.installation
      )
    }
  }

  /// The Projects and the world; the NAMEs of the first list are gone when this returns.
  private func read() async -> (Result<(Roster, ServerClock?), Unreadable>, Snapshot, RepositoryLook) {
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
      var (roster, clock) = try listedAfter.get()
      // Only a NAME that is in neither list can be an orphan.
      roster.noteClaims(on: try claimedBefore.get())
      return (.success((roster, clock)), snapshot, repositories)
    } catch {
      return (.failure(error), snapshot, repositories)
    }
  }

  /// All Projects as etcd has them now; what was read of them is gone when this returns.
  private func roster() async -> Result<(Roster, ServerClock?), Unreadable> {
    await projects.list(from: client, .consistent()).map {
      (Roster($0.resources, now: $0.serverTime, settle: policy.settle), ServerClock(saying: $0.serverTime))
    }
  }
}
