import Drift
import Formats
import Foundation
import History
import Logging
import Model

extension Check {
  /// What history makes of the findings that were asked for, and why it is nothing where there is one that cannot be
  /// used; this run is kept in it.
  ///
  /// A history that cannot be used costs a warning, never the check. Projects from files are what somebody thinks of,
  /// not what is, so they leave no trace.
  ///
  /// - Parameter isSecondLook: whether the run has changed something and looks at what it left. That must not count as
  ///   another run in a row.
  func verdicts(
    on assessment: Reconcile.Assessment,
    of run: RunIdentity,
    isSecondLook: Bool = false
  ) -> ([HistoryVerdict], HistoryError?) {
    let findings = assessment.findings.filter(selection.admits)
    guard let directory = recall.directory else {
      return (HistoryVerdict.withoutHistory(findings, seenAt: run.startedAt).map(announced), nil)
    }
    do throws(HistoryError) {
      if let failure = assessment.historyFailure { throw failure }
      let observed = observedRun(assessment, findings, of: run, isSecondLook: isSecondLook)
      return (try HistoryStore(directory: directory).record(observed).map(announced), nil)
    } catch {
      logger.warning("every finding counts as new, for want of a history", metadata: ["reason": "\(error)"])
      return (HistoryVerdict.withoutHistory(findings, seenAt: run.startedAt).map(announced), error)
    }
  }

  private func observedRun(
    _ assessment: Reconcile.Assessment,
    _ findings: [Finding],
    of run: RunIdentity,
    isSecondLook: Bool
  ) -> ObservedRun {
    let (selection, coverage, rules) = (self.selection, assessment.coverage, configuration.ignoreRules)
    let isUnfiltered = selection == Selection()
    let bases = assessment.departures.bases
    return ObservedRun(
      id: run.id,
      version: Version.current,
      scope: scope(of: assessment),
      startedAt: run.startedAt,
      finishedAt: Date(),
      findings: findings,
      isUnfiltered: isUnfiltered && !isSecondLook,
      projects: isUnfiltered ? projects(of: assessment) : nil,
      judges: { finding in selection.admits(finding) && coverage?.judges(finding) ?? false },
      suppresses: { finding in rules.contains { $0.covers(finding, at: run.startedAt) } },
      basis: { bases[$0.id] }
    )
  }

  /// Which runs tell this one something.
  func scope(of assessment: Reconcile.Assessment) -> HistoryScope {
    HistoryScope(installation: assessment.installation, lookedAt: configuration.lookedAt)
  }

  /// The verdict on a finding with what `--fix` would do about it, which may be nothing after all.
  private func announced(_ verdict: HistoryVerdict) -> HistoryVerdict {
    var verdict = verdict
    if verdict.repairs.isFlapping(firstSeen: verdict.firstSeen) {
      verdict.finding = verdict.finding.announcingNothing(
        because: "it came back soon after its repair, or its repair failed several times, so it is left alone until "
          + "somebody finds out why"
      )
    } else if !configuration.safety.fix.selection.admits(verdict.finding) {
      verdict.finding = verdict.finding.announcingNothing(because: "safety.fix leaves it out")
    }
    return verdict
  }

  /// All Projects and their groups; nil where they could not be read or the cluster could not be told from others.
  private func projects(of assessment: Reconcile.Assessment) -> ObservedProjects? {
    guard let roster = assessment.roster, let scope = recall.scope(of: assessment.installation) else { return nil }
    return ObservedProjects(scope: scope, count: roster.count, served: roster.served, groups: assessment.groups)
  }

  /// How earlier runs are asked; of Projects in files, which may be only some of all, they are not.
  var recall: Recall {
    Recall(
      directory: configuration.projects.files.isEmpty ? configuration.state?.directory : nil,
      source: configuration.projectSource,
      gitlab: configuration.gitlab.map { StableHash([$0.url]) }
    )
  }
}

extension Configuration {
  /// What it says to look at: the Projects, the systems, and the names of what is looked for.
  fileprivate var lookedAt: StableHash {
    StableHash(
      [projects.group, projects.version, pullSecret.name, gitlab?.url ?? "", gitlab?.parentGroup ?? ""]
        + lookedAt(deployment?.access) + lookedAt(flux?.access)
        + [flux?.argoRbac.file ?? "", flux?.argoRbac.key?.description ?? ""]
        + [flux?.vaultRbac.file ?? "", flux?.vaultRbac.key.description ?? ""]
        + Set(projects.namespaces).sorted()
    )
  }

  private func lookedAt(_ access: RepositoryAccess?) -> [String] {
    [access?.url ?? "", access?.branch ?? ""]
  }

  /// Where it says that Projects are; the version of their API makes no other Projects.
  fileprivate var projectSource: StableHash {
    StableHash([projects.group] + Set(projects.namespaces).sorted())
  }
}
