import Drift
import Model

/// What became of the actions of a plan so far, and whether another one may begin.
struct Ledger {
  private let planned: Set<Action.Target>
  private let journal: (any ActionJournal)?
  /// Why no action is begun any more; nil while they are.
  private var reasonToStop: String?
  private(set) var outcomes: [Action.Target: Outcome] = [:]

  init(of plan: Plan, journal: (any ActionJournal)?) {
    planned = Set(plan.actions.map(\.target))
    self.journal = journal
  }

  /// Lets no further action begin; the first reason stays.
  mutating func stop(because reason: String) {
    reasonToStop = reasonToStop ?? reason
  }

  mutating func note(_ outcome: Outcome, of action: PlannedAction) {
    outcomes[action.target] = outcome
  }

  /// Keeps in the journal what became of actions that were begun, and which are begun next.
  ///
  /// - Returns: Why those must not begin after all; nil where they may.
  mutating func keep(ended: [ActionEnd], beginning: [PlannedAction]) -> String? {
    guard !ended.isEmpty || !beginning.isEmpty else { return nil }
    do {
      try journal?.note(ended: ended, beginning: beginning)
      return nil
    } catch {
      stop(because: "\(error)")
      return reasonToStop
    }
  }

  /// Why `action` is not begun; nil where it may be, once its intent is in the journal.
  func reasonToWait(_ action: PlannedAction) -> String? {
    if Task.isCancelled { return "the run was ended before it" }
    if let reasonToStop { return reasonToStop }
    if let reason = action.postponement { return reason }
    let missing = action.prerequisites.intersection(planned).filter { outcomes[$0] != .done }
    if let first = missing.min(by: { ($0.kind, $0.subject) < ($1.kind, $1.subject) }) {
      return "it needs the \(first.kind.rawValue) \(first.subject), which could not be mended"
    }
    return nil
  }
}
