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
  }

  /// Reads everything and compares it; nothing is written, and nothing is thrown: what failed is in the result.
  func run() async -> Assessment {
    progress.show("reading")
    async let firstLook = lookAtProjectsAndGitLab()
    var snapshot = await Snapshot.read(from: client, under: policy)
    // Only a NAME that is in neither list can be an orphan: a Project may have come while the world was read.
    let listedAgain = await projects.list(from: client, .consistent())
    let (listed, seen) = await firstLook
    snapshot.gitlab = seen
    do {
      let after = try listedAgain.get()
      var roster = Roster(after.resources, now: after.serverTime, settle: policy.settle)
      roster.noteClaims(of: try listed.get().resources)
      return await compare(roster, with: snapshot)
    } catch {
      return Assessment(unreadable: [error] + snapshot.unreadable, installation: snapshot.installation)
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
      installation: snapshot.installation
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
