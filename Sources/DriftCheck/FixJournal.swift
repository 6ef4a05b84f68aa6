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
    let reason = "the run ended in the middle of it"
    let ends = acts.map { JournalEnd(number: $0.number, outcome: .unknown, reason: reason) }
    _ = try store.journal(ends, beginning: [], at: Date())
    return acts.count
  }

  func note(ended: [ActionEnd], beginning: [PlannedAction]) throws {
    let outcomes = ended.flatMap { action, outcome in
      (open.withLock { $0.removeValue(forKey: action.target) } ?? []).map { number in
        JournalEnd(number: number, outcome: outcome.inJournal(of: action), reason: outcome.reason)
      }
    }
    let intents = beginning.map(intents)
    let numbers = try store.journal(outcomes, beginning: intents.flatMap(\.self), at: Date())
    var rest = numbers[...]
    for (action, intents) in zip(beginning, intents) {
      open.withLock { $0[action.target] = Array(rest.prefix(intents.count)) }
      rest = rest.dropFirst(intents.count)
    }
  }

  private func intents(of action: PlannedAction) -> [JournalIntent] {
    if action.settles.isEmpty { return [intent(of: action, settling: nil, nil)] }
    return action.settles.map { intent(of: action, settling: $0, findings[$0]) }
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
