import Drift
import Foundation
import History
import Model
import Remediate
import Reports

extension Check {
  /// Shows what is to be done about the findings, does it where that is agreed to, and looks again.
  ///
  /// - Throws: A file of the configuration that can no longer be used.
  func settle(
    _ before: Account,
    _ systems: Systems,
    _ run: RunIdentity,
    _ progress: Progress
  ) async throws -> Account {
    let findings = before.verdicts.filter { $0.state != .resolved }.map(\.finding)
    let plan = try plan(settling: findings, before, systems.reconcile, run)
    show(plan)
    guard mode == .fix, !plan.actions.isEmpty, await isAgreed(plan) else { return before }
    var account = before
    let systems = try asks ? renewed(systems, progress) : systems
    let outcomes = await carryOut(plan, about: findings, before, systems, run, progress)
    account.outcomes.merge(plan.outcomes(outcomes)) { _, later in later }
    account.unknown = plan.unsettled(outcomes)
    if Task.isCancelled {
      account.unknown.append(Check.stopped)
    } else if outcomes.values.contains(where: \.wasBegun) {
      let assessment = await systems.reconcile.run()
      let look = RunIdentity(startedAt: Date())
      account.takeOver(assessment, await hindsight(on: assessment, of: look, systems, isSecondLook: true))
    }
    progress.clear()
    await account.count(systems, beside: asks ? before.requests : Requests())
    return account
  }

  private func plan(
    settling findings: [Finding],
    _ before: Account,
    _ reconcile: Reconcile,
    _ run: RunIdentity
  ) throws(RotationRefusal) -> Plan {
    if !rotates.isEmpty { return try reconcile.rotation(of: rotates, in: before.assessment) }
    return reconcile.plan(
      settling: findings,
      of: before.assessment,
      within: [selection, configuration.safety.fix.selection],
      ignoring: configuration.ignoreRules,
      removing: before.review?.permitted ?? [],
      at: run.startedAt
    )
  }

  private func show(_ plan: Plan) {
    guard asks || !options.quiet else { return }
    let text = TextPlan(plan, width: terminal.width).text
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }

  /// Where the run is ended while it asks, the plan is not carried out, but the report still says so.
  private func isAgreed(_ plan: Plan) async -> Bool {
    guard asks else { return true }
    return await Question.isAgreed(TextPlan(plan).question) || Task.isCancelled
  }

  /// The same systems with as much time as at the start, as thinking takes time.
  private func renewed(_ systems: Systems, _ progress: Progress) throws -> Systems {
    let deadline = ContinuousClock.now + options.deadline.duration
    return try self.systems(reading: systems.reconcile.projects, until: deadline, progress) ?? systems
  }

  private static let stopped = Unreadable(
    system: .kubernetes,
    subject: "the world after the repairs",
    reason: "the run was stopped before it could look again; run again"
  )
}

extension Plan {
  /// What became of each finding, from what became of its actions: one that is not done outweighs those that are.
  fileprivate func outcomes(_ outcomes: [Action.Target: Outcome]) -> [Finding.ID: Outcome] {
    var result: [Finding.ID: Outcome] = [:]
    for action in actions {
      guard let outcome = outcomes[action.target] else { continue }
      for id in action.settles where result[id] == nil || result[id] == .done { result[id] = outcome }
    }
    return result
  }
}

extension Plan {
  /// What was to be done although nothing was found, and was not.
  fileprivate func unsettled(_ outcomes: [Action.Target: Outcome]) -> [Unreadable] {
    actions.filter(\.settles.isEmpty).compactMap { action in
      outcomes[action.target]?.reason.map { reason in
        Unreadable(system: .gitlab, subject: "\(action.target.kind.rawValue) \(action.target.subject)", reason: reason)
      }
    }
  }
}

extension Outcome {
  fileprivate var wasBegun: Bool {
    switch self {
    case .done, .failed, .refused: true
    case .waiting: false
    }
  }
}
