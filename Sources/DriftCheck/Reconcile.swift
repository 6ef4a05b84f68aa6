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
  let projects: ProjectOrigin
  let policy: Policy
  let progress: Progress

  /// What a run found out.
  struct Assessment: Sendable {
    /// Nil where the Projects could not be read, so that nothing could be compared.
    var roster: Roster?
    var findings: [Finding] = []
    var unreadable: [Unreadable] = []
    /// UID of the namespace kube-system, which tells clusters apart.
    var installation: String?
    /// Of what the silence of `findings` can be believed; nil where nothing was compared.
    var coverage: Coverage?
  }

  /// Reads everything and compares it; nothing is written, and nothing is thrown: what failed is in the result.
  func run() async -> Assessment {
    progress.show("reading Projects and what they ask for")
    async let firstLook = lookAtProjectsAndGitLab()
    var snapshot = await Snapshot.read(from: client, under: policy)
    do throws(Unreadable) {
      // Asked for only now that the world was read, so that it has every Project that came meanwhile.
      let listedAfter = await roster()
      let (claimedBefore, seen) = await firstLook
      snapshot.gitlab = seen
      var roster = try listedAfter.get()
      // Only a NAME that is in neither list can be an orphan.
      roster.noteClaims(on: try claimedBefore.get())
      return await compare(roster, with: snapshot)
    } catch {
      return Assessment(unreadable: [error] + snapshot.unreadable, installation: snapshot.installation)
    }
  }

  /// All Projects as etcd has them now; what was read of them is gone when this returns.
  private func roster() async -> Result<Roster, Unreadable> {
    await projects.list(from: client, .consistent()).map {
      Roster($0.resources, now: $0.serverTime, settle: policy.settle)
    }
  }

  private func compare(_ roster: Roster, with firstSnapshot: Snapshot) async -> Assessment {
    progress.show("comparing \(roster.served.count) Projects")
    let estates = roster.served.map { Estate(of: $0, under: policy) }
    var snapshot = await completing(firstSnapshot, for: estates)
    var comparison = compare(roster, estates, snapshot)
    let doubtful = comparison.doubtfulNamespaces
    if !doubtful.isEmpty {
      progress.show("looking again at \(doubtful.count) namespaces")
      snapshot = await snapshot.confirming(doubtful, with: client, under: policy)
      snapshot = await completing(snapshot, for: estates, again: comparison.doubtfulGroups(of: estates))
      comparison = compare(roster, estates, snapshot)
    }
    return Assessment(
      roster: roster,
      findings: comparison.findings,
      unreadable: snapshot.unreadable,
      installation: snapshot.installation,
      coverage: Coverage(roster: roster, snapshot: snapshot, orphans: projects.areComplete)
    )
  }

  private func compare(_ roster: Roster, _ estates: [Estate], _ snapshot: Snapshot) -> Comparison {
    Comparison(
      roster: roster,
      estates: estates,
      snapshot: snapshot,
      policy: policy,
      orphans: projects.areComplete
    )
  }
}

extension Reconcile.Assessment {
  /// What can be said of Projects alone, where no cluster is looked at.
  init(judging projects: [ProjectResource]) {
    let roster = Roster(projects, now: nil, settle: 0)
    self.init(roster: roster, findings: Comparison(of: roster).findings)
  }
}

extension Snapshot {
  fileprivate var installation: String? {
    namespaces["kube-system"].value?.uid
  }
}
