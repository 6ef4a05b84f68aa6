import Drift
import History
import Model

extension Reconcile {
  /// What a run found out.
  struct Assessment: Sendable {
    /// Nil where the Projects could not be read, so that nothing could be compared.
    var roster: Roster?
    var findings: [Finding] = []
    /// What everything was compared with; nil where nothing was.
    var snapshot: Snapshot?
    /// Credentials that end, by date.
    var expiries: [Expiry] = []
    /// What is removed later, by time.
    var removals: [ComingRemoval] = []
    /// The NAMEs whose password is not judged, because nobody may ask.
    var unproven: Set<String> = []
    var unreadable: [Unreadable] = []
    /// UID of the namespace kube-system, which tells clusters apart.
    var installation: String?
    /// Of what the silence of `findings` can be believed; nil where nothing was compared.
    var coverage: Coverage?
    /// The groups that later runs shall know.
    var groups: [KnownProjects.KnownGroup] = []
    /// What may go.
    var departures = Departures()
    /// Why nothing is known from earlier runs although there is a history; nil where it could be read.
    var historyFailure: HistoryError?
  }

  /// The groups that later runs shall know, beside the Projects of `roster`.
  func groups(of roster: Roster, in snapshot: Snapshot, _ known: KnownProjects) -> [KnownProjects.KnownGroup] {
    guard let gitlab = snapshot.gitlab, let tokens = policy.tokens else { return [] }
    return known.groups(seenIn: gitlab, with: roster.served, under: tokens)
  }
}

extension Reconcile.Assessment {
  /// What can be said of Projects alone, where no cluster is looked at.
  init(judging projects: [ProjectResource]) {
    let roster = Roster(projects, now: nil, settle: 0)
    self.init(roster: roster, findings: Comparison(of: roster).findings)
  }
}
