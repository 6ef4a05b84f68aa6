import Drift
import HTTP
import History
import Model
import Remediate

import struct Foundation.Date

/// Keeps in the history what a run does about its findings.
///
/// An action that settles several findings has an entry for each, so that each counts its own attempts.
final class FixJournal: ActionJournal {
  private let store: HistoryStore
  private let run: RunIdentity
  private let installation: String
  private let findings: [Finding.ID: Finding]
  private let open = Locked<[Action.Target: [JournalEntry.Number]]>([:])

  /// - Parameters:
  ///   - installation: UID of the namespace kube-system.
  ///   - findings: Those that actions settle, to say of which Project they are.
  /// - Throws: `HistoryError`.
  init(
    directory: String,
    of run: RunIdentity,
    in installation: String,
    about findings: some Sequence<Finding>
  ) throws(HistoryError) {
    store = try HistoryStore(directory: directory)
    self.run = run
    self.installation = installation
    self.findings = Dictionary(findings.map { ($0.id, $0) }) { first, _ in first }
  }

  /// Closes what runs before this one began and did not end, as nobody else is at work while we have the Lease.
  ///
  /// - Returns: How many acts that were.
  /// - Throws: `HistoryError`.
  func closeUnfinished() throws(HistoryError) -> Int {
    let acts = try store.unfinishedActs(in: installation)
    for act in acts {
      try store.journal(.unknown, of: act.number, reason: "the run ended in the middle of it", at: Date())
    }
    return acts.count
  }

  func noteIntent(_ action: PlannedAction) throws {
    let settled = action.settles.map { (id: Finding.ID?.some($0), finding: findings[$0]) }
    let numbers = try (settled.isEmpty ? [(id: nil, finding: nil)] : settled).map { id, finding in
      try store.journal(intent(of: action, settling: id, finding), at: Date())
    }
    open.withLock { $0[action.target] = numbers }
  }

  func noteOutcome(_ outcome: Outcome, of action: PlannedAction) throws {
    let numbers = open.withLock { $0.removeValue(forKey: action.target) } ?? []
    for number in numbers {
      try store.journal(outcome.inJournal(of: action), of: number, reason: outcome.reason, at: Date())
    }
  }

  private func intent(of action: PlannedAction, settling id: Finding.ID?, _ finding: Finding?) -> JournalIntent {
    JournalIntent(
      run: run.id,
      installation: installation,
      kind: action.target.kind,
      project: finding?.project ?? action.target.subject,
      subject: action.target.subject,
      finding: id,
      act: action.isRemoval ? .remove : finding?.fault == .missing ? .create : .change,
      what: action.action.proposal.summary
    )
  }
}

extension Outcome {
  fileprivate func inJournal(of action: PlannedAction) -> JournalOutcome {
    switch self {
    case .done: .done
    // What may have been removed counts against the limit.
    case .failed: action.isRemoval ? .unknown : .failed
    case .refused, .waiting: .failed
    }
  }
}
