import Drift
import GitLab
import History
import Kubernetes
import Model
import Reports

/// What a run knows when it comes to its report.
struct Account: Sendable {
  /// What is there now, as far as the run could look.
  private(set) var assessment: Reconcile.Assessment
  /// On what is there now, and on what is gone.
  private(set) var verdicts: [HistoryVerdict]
  private(set) var historyFailure: HistoryError?
  /// What became of the repairs that were planned and agreed to.
  var outcomes: [Finding.ID: Outcome] = [:]
  /// What the run leaves unknown beside what it could not read.
  var unknown: [Unreadable] = []
  private(set) var requests = Requests()
  /// How often everything was read.
  private var looks = 1

  /// What may go, as the first look showed it; nil where nothing may.
  let review: RemovalReview?
  /// What goes later, as the last look showed it.
  private(set) var comingRemovals: [ComingRemoval]

  init(_ assessment: Reconcile.Assessment, _ hindsight: Hindsight) {
    self.assessment = assessment
    verdicts = hindsight.verdicts
    historyFailure = hindsight.failure
    review = hindsight.review
    comingRemovals = (assessment.removals + (hindsight.review?.comingRemovals ?? [])).sorted()
    outcomes = hindsight.review?.refusals ?? [:]
  }

  /// Notes how many requests were sent with `systems`, and with others before.
  mutating func count(_ systems: Systems?, beside others: Requests = Requests()) async {
    guard let systems else { return }
    requests = await Requests(
      kubernetes: systems.kubernetes.requestCount + others.kubernetes,
      gitlab: (systems.gitlab?.requestCount ?? 0) + others.gitlab,
      git: systems.repositories.fetches * looks
    )
  }

  /// Takes over what a second look showed after the repairs.
  ///
  /// A finding that stands is the one of the first look still, also where its repair was done and did not hold. One that
  /// the second look could not judge stands, whatever became of its repair.
  mutating func takeOver(
    _ later: Reconcile.Assessment,
    _ history: Hindsight
  ) {
    let earlier = Dictionary(verdicts.map { ($0.finding.id, $0) }) { first, _ in first }
    let standing = history.verdicts.filter { $0.state != .resolved }.map { verdict in
      guard let former = earlier[verdict.finding.id], former.state != .resolved else { return verdict }
      var verdict = verdict
      (verdict.state, verdict.firstSeen) = (former.state, former.firstSeen)
      return verdict
    }
    let ids = Set(standing.map(\.finding.id))
    let gone = verdicts.filter { !ids.contains($0.finding.id) }.map { verdict in
      guard verdict.state != .resolved else { return verdict }
      return verdict.after(outcomes[verdict.finding.id], isGone: later.coverage?.judges(verdict.finding) ?? false)
    }
    verdicts = standing + gone
    assessment = later
    historyFailure = historyFailure ?? history.failure
    comingRemovals = (later.removals + (history.review?.comingRemovals ?? [])).sorted()
    looks += 1
  }
}

extension HistoryVerdict {
  /// The verdict on a finding that a second look did not show, after its repair came to `outcome`.
  fileprivate func after(_ outcome: Outcome?, isGone: Bool) -> HistoryVerdict {
    var verdict = self
    if isGone { verdict.state = .resolved }
    switch outcome {
    case nil, .waiting: break
    case .done: verdict.repairs.attempts.append(.init(at: lastSeen, outcome: .done))
    case .failed, .refused: verdict.repairs.attempts.append(.init(at: lastSeen, outcome: .failed))
    }
    return verdict
  }
}
