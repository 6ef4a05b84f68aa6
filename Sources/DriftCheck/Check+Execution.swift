import Drift
import Foundation
import History
import Kubernetes
import Logging
import Model
import Remediate

extension Check {
  /// Carries out `plan` with the Lease and beside the journal; where one of them cannot be had, all of it waits.
  func carryOut(
    _ plan: Plan,
    about findings: [Finding],
    _ before: Account,
    _ systems: Systems,
    _ run: RunIdentity,
    _ progress: Progress
  ) async -> [Action.Target: Outcome] {
    if Task.isCancelled { return plan.waiting(because: "the run was ended before it") }
    do {
      let journal = try journal(about: findings, before, run)
      let plan = kept(plan, before, run)
      let remediation = Remediation(
        kubernetes: systems.kubernetes,
        gitlab: systems.gitlab,
        repositories: try writer(to: systems.repositories, until: systems.deadline),
        projects: systems.reconcile.projects.resource,
        gate: before.review.map { LastLookGate(reconcile: systems.reconcile, review: $0) },
        note: { [logger] in logger.warning("while repairing", metadata: ["note": "\($0)"]) }
      )
      return try await lease(of: run, systems).whileHeld(since: run.began) { tenure in
        warnOfUnfinished(journal)
        var ended = 0
        return await remediation.execute(
          plan,
          keeping: journal,
          unless: { tenure.reasonToStop ?? lateness(systems) },
          progress: { action, outcome in
            ended += 1
            progress.show("repairing: \(ended) of \(plan.actions.count), \(action.target.subject)")
            log(outcome, of: action)
          }
        )
      }
    } catch {
      logger.error("nothing is repaired", metadata: ["reason": "\(error)"])
      return plan.waiting(because: "\(error)")
    }
  }

  /// The same plan once all that goes stands in a file; where that cannot be written, its removals wait.
  private func kept(_ plan: Plan, _ before: Account, _ run: RunIdentity) -> Plan {
    let removals = plan.actions.compactMap(\.permission?.removal)
    guard !removals.isEmpty, let state = configuration.state, let snapshot = before.assessment.snapshot else {
      return plan
    }
    let file = RestoreFile(folder: URL(filePath: state.directory).appending(path: "restore"), run: run.id)
    do throws(RestoreFileError) {
      try file.write(removals, from: snapshot, former: before.assessment.departures.former)
      return plan
    } catch {
      logger.error("nothing is removed", metadata: ["reason": "\(error)"])
      return Plan(
        plan.actions.map { action in
          var action = action
          if action.isRemoval { action.postponement = "\(error)" }
          return action
        }
      )
    }
  }

  private func journal(about findings: [Finding], _ before: Account, _ run: RunIdentity) throws -> FixJournal {
    if let failure = before.historyFailure { throw failure }
    guard let directory = recall.directory else { throw FixRefusal.noHistory }
    guard let installation = before.assessment.installation, !installation.isEmpty else {
      throw FixRefusal.unknownInstallation
    }
    return try FixJournal(directory: directory, of: run, in: installation, about: findings)
  }

  private func lease(of run: RunIdentity, _ systems: Systems) throws -> FixerLease {
    guard let section = configuration.kubernetes else { throw FixRefusal.projectFiles }
    return try connection(section).lease(of: run, until: systems.deadline)
  }

  /// Why it is too late to begin anything: what is begun must end, and be looked at, before the deadline.
  private func lateness(_ systems: Systems) -> String? {
    guard ContinuousClock.now >= systems.deadline - options.deadline.duration / 5 else { return nil }
    return "the run's time was almost over (--deadline \(options.deadline.duration.unitText))"
  }

  private func warnOfUnfinished(_ journal: FixJournal) {
    do {
      let count = try journal.closeUnfinished()
      guard count > 0 else { return }
      logger.warning("an earlier run ended in the middle of its work", metadata: ["acts": "\(count)"])
    } catch {
      logger.warning("what earlier runs left unfinished cannot be read", metadata: ["reason": "\(error)"])
    }
  }

  private func log(_ outcome: Outcome, of action: PlannedAction) {
    let target = action.target
    var fields: [String: String] = ["kind": target.kind.rawValue, "subject": target.subject]
    fields["reason"] = outcome.reason
    let metadata = fields.mapValues { Logger.MetadataValue.string($0) }
    switch outcome {
    case .done: logger.info("repaired", metadata: metadata)
    case .failed, .refused: logger.warning("not repaired", metadata: metadata)
    case .waiting: logger.debug("waits", metadata: metadata)
    }
  }
}

extension Plan {
  fileprivate func waiting(because reason: String) -> [Action.Target: Outcome] {
    Dictionary(actions.map { ($0.target, .waiting(reason: reason)) }) { first, _ in first }
  }
}
