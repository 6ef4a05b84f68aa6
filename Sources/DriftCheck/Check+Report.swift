import Drift
import Foundation
import History
import Model
import Reports

extension Check {
  /// Writes the report to every place that was asked for.
  ///
  /// - Throws: ``OutputErrors``, once all others are written.
  func publish(_ report: Report) throws {
    // The files first: a reader of standard output may go away early, and that ends the process.
    var failures: [OutputError] = []
    for file in options.output {
      let text = try report.rendered(as: file.format, style: .plain)
      do throws(OutputError) {
        try file.write(text)
      } catch {
        failures.append(error)
      }
    }
    let style: TextReport.Style = terminal.colours ? .ansi : .plain
    let printed = try report.rendered(as: options.format, style: style, width: terminal.width)
    do {
      try FileHandle.standardOutput.write(contentsOf: Data(printed.utf8))
    } catch {
      failures.append(OutputError(path: "standard output", reason: error.localizedDescription))
    }
    if !failures.isEmpty { throw OutputErrors(errors: failures) }
  }
}

extension Report {
  /// The report of a run: what was asked for and is judged, what became of it, and what is ignored apart.
  init(
    _ account: Account,
    of run: RunIdentity,
    as mode: Run.Mode,
    asked selection: Selection,
    _ configuration: Configuration
  ) {
    let (rules, assessment) = (configuration.ignoreRules, account.assessment)
    let findings = account.verdicts.sorted { $0.finding < $1.finding }.map { verdict in
      ReportedFinding(
        verdict,
        suppressedBy: rules.first { $0.covers(verdict.finding, at: run.startedAt) },
        outcome: account.outcomes[verdict.finding.id]
      )
    }
    self.init(
      run: Run(
        id: run.id,
        version: Version.current,
        installation: assessment.installation,
        mode: mode,
        startedAt: run.startedAt,
        finishedAt: Date(),
        exitCode: 0
      ),
      projects: assessment.roster?.count ?? 0,
      settling: assessment.roster?.settling ?? 0,
      findings: findings,
      unreadable: assessment.unreadable + account.unknown,
      expiries: assessment.expiries.filter(selection.admits),
      removals: account.comingRemovals.filter { selection.admits($0.finding) },
      notProven: assessment.unproven.count(where: selection.admits(name:)),
      notLookedAt: configuration.notLookedAt,
      requests: account.requests
    )
    historyFailure = account.historyFailure?.reason
  }
}

extension ReportedFinding {
  /// A finding with what history makes of it; what is gone is resolved, even where a rule would have it ignored.
  fileprivate init(_ verdict: HistoryVerdict, suppressedBy rule: IgnoreRule?, outcome: Outcome?) {
    let rule = verdict.state == .resolved ? nil : rule
    let state: State =
      switch verdict.state {
      case .new: .new
      case .ongoing: .ongoing
      case .resolved: .resolved
      }
    self.init(
      verdict.finding,
      state: rule == nil ? state : .suppressed,
      firstSeen: verdict.firstSeen,
      lastSeen: verdict.lastSeen,
      attempts: verdict.repairs.attempts.count,
      outcome: outcome,
      suppression: rule?.note
    )
  }
}

extension Configuration {
  /// The systems that nobody looks at, for want of a section.
  fileprivate var notLookedAt: [Unreadable.System] {
    let absent: [Unreadable.System?] = [
      kubernetes == nil ? .kubernetes : nil, gitlab == nil ? .gitlab : nil, deployment == nil ? .deployment : nil,
      flux == nil ? .flux : nil, state == nil ? .history : nil,
    ]
    return absent.compactMap(\.self)
  }
}
