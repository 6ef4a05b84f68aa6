import Drift
import Foundation
import History
import Logging
import Model

extension Check {
  /// What history makes of the findings that were asked for; this run is kept in it.
  ///
  /// A history that cannot be used costs a warning, never the check. Projects from files are what somebody thinks of,
  /// not what is, so they leave no trace.
  func verdicts(on assessment: Reconcile.Assessment, runID: String, startedAt: Date) -> [HistoryVerdict] {
    let selection = options.selection
    let findings = assessment.findings.filter(selection.admits)
    guard let state = configuration.state, configuration.projects.files.isEmpty else {
      return HistoryVerdict.withoutHistory(findings, seenAt: startedAt)
    }
    let coverage = assessment.coverage
    let run = ObservedRun(
      id: runID,
      version: Version.current,
      scope: HistoryScope(installation: assessment.installation, lookedAt: configuration.lookedAt),
      startedAt: startedAt,
      finishedAt: Date(),
      findings: findings,
      judges: { finding in selection.admits(finding) && coverage?.judges(finding) ?? false }
    )
    do throws(HistoryError) {
      return try HistoryStore(directory: state.directory).record(run)
    } catch {
      logger.warning("every finding counts as new, for want of a history", metadata: ["reason": "\(error)"])
      return HistoryVerdict.withoutHistory(findings, seenAt: startedAt)
    }
  }
}

extension Configuration {
  /// What it says to look at: the Projects, the systems, and the names of what is looked for.
  fileprivate var lookedAt: StableHash {
    StableHash(
      [projects.group, projects.version, pullSecret.name, gitlab?.url ?? "", gitlab?.parentGroup ?? ""]
        + lookedAt(deployment?.access) + lookedAt(flux?.access)
        + [flux?.argoRbac.file ?? "", flux?.vaultRbac.file ?? ""]
        + Set(projects.namespaces).sorted()
    )
  }

  private func lookedAt(_ access: RepositoryAccess?) -> [String] {
    [access?.url ?? "", access?.branch ?? ""]
  }
}
