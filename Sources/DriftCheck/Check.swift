import Drift
import Foundation
import History
import Logging
import Model
import Reports

/// One run from the configuration to the printed report.
struct Check: Sendable {
  let options: CheckOptions
  /// What is reported and done; everything is read all the same.
  let selection: Selection
  let configuration: Configuration
  let environment: [String: String]
  let terminal: Terminal
  let logger: Logger
  /// What the run may do.
  var mode = Run.Mode.check
  /// Whether somebody at the terminal must agree to what is to be done.
  var asks = false
  /// The NAMEs that get new credentials, and nothing else is done; empty where repairs are asked for.
  var rotates: Set<String> = []
  /// Whether it also removes what may go.
  var prunes = false
  /// Of how many NAMEs things of one kind may go in this run; nil where the configuration says it.
  var admittedDeletions: Int?

  /// Reads, compares, repairs where that is asked for, looks again, and reports.
  ///
  /// - Throws: A kubeconfig that cannot be used, Project files that cannot be read, an output that cannot be written;
  ///   ``FixRefusal``. A server that cannot be read is in the report instead.
  func perform() async throws -> ExitStatus {
    try refuseToFixBlindly()
    let mailing = try Mailing(configuration.report.mail)
    let run = RunIdentity(startedAt: Date())
    let progress = Progress(isShown: terminal.progress)
    let projects = try ProjectOrigin(configuration.projects)
    let systems = try systems(reading: projects, until: run.began + options.deadline.duration, progress)
    let assessment = await systems?.reconcile.run() ?? Reconcile.Assessment(judging: projects.fromFiles)
    progress.clear()
    warnOfIdleFilters(assessment)
    var account = Account(assessment, await hindsight(on: assessment, of: run, systems))
    await account.count(systems)
    logger.debug("read and compared", metadata: ["requests": "\(account.requests.kubernetes)"])
    if let systems, mode != .check { account = try await settle(account, systems, run, progress) }
    var report = Report(account, of: run, as: mode, asked: selection, configuration)
    report.run.exitCode = Int(status(of: report).rawValue)
    if let unsent = await mailing?.send(report) { report.unreadable.append(unsent) }
    let status = status(of: report)
    report.run.exitCode = Int(status.rawValue)
    try publish(report)
    return status
  }

  private func status(of report: Report) -> ExitStatus {
    ExitStatus(report.verdict, toleratesDrift: options.exitZero)
  }

  /// A misspelt name must not look like a Project that is in order.
  private func warnOfIdleFilters(_ assessment: Reconcile.Assessment) {
    guard let roster = assessment.roster else { return }
    let names = roster.claimedNames.union(assessment.findings.map(\.project))
    for glob in selection.projects where !names.contains(where: glob.matches) {
      logger.warning("nothing has a NAME that fits --project", metadata: ["project": "\(glob)"])
    }
  }
}
