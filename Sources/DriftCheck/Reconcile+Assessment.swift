import Drift
import Model

extension Reconcile {
  /// What a run found out.
  struct Assessment: Sendable {
    /// Nil where the Projects could not be read, so that nothing could be compared.
    var roster: Roster?
    var findings: [Finding] = []
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
  /// UID of the namespace kube-system, which tells clusters apart.
  var installation: String? {
    namespaces["kube-system"].value?.uid
  }
}
