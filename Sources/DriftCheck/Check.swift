import Drift
import Foundation
import HTTP
import History
import Kubernetes
import Logging
import Model
import Observed
import Reports

/// One check from the configuration to the printed report.
struct Check: Sendable {
  let options: CheckOptions
  let configuration: Configuration
  let environment: [String: String]
  let terminal: Terminal
  let logger: Logger

  /// Reads, compares and reports.
  ///
  /// - Throws: A kubeconfig that cannot be used, Project files that cannot be read, an output that cannot be written.
  ///   A server that cannot be read is in the report instead.
  func perform() async throws -> ExitStatus {
    let startedAt = Date()
    let progress = Progress(isShown: terminal.progress)
    let (assessment, requests) = try await assess(progress)
    progress.clear()
    logger.debug("read and compared", metadata: ["requests": "\(requests.kubernetes)"])
    warnOfIdleFilters(assessment)
    let runID = startedAt.runID()
    var report = Report(
      of: assessment,
      verdicts: verdicts(on: assessment, runID: runID, startedAt: startedAt),
      runID: runID,
      startedAt: startedAt,
      requests: requests,
      configuration
    )
    let status = ExitStatus(
      standing: report.standing,
      unreadable: report.unreadable.count,
      toleratesDrift: options.exitZero
    )
    report.run.exitCode = Int(status.rawValue)
    try publish(report)
    return status
  }

  private func assess(_ progress: Progress) async throws -> (Reconcile.Assessment, Requests) {
    let projects = try ProjectOrigin(configuration.projects)
    guard let section = configuration.kubernetes else {
      return (Reconcile.Assessment(judging: projects.fromFiles), Requests())
    }
    let client = try connect(section)
    let reconcile = Reconcile(client: client, projects: projects, policy: configuration.policy, progress: progress)
    let assessment = await reconcile.run()
    return await (assessment, Requests(kubernetes: client.requestCount))
  }

  /// A misspelt name must not look like a Project that is in order.
  private func warnOfIdleFilters(_ assessment: Reconcile.Assessment) {
    guard let roster = assessment.roster else { return }
    let names = roster.claimedNames.union(assessment.findings.map(\.project))
    for glob in options.selection.projects where !names.contains(where: glob.matches) {
      logger.warning("nothing has a NAME that fits --project", metadata: ["project": "\(glob)"])
    }
  }

  private func connect(_ section: KubernetesSection) throws -> KubernetesClient {
    var http = HTTPClientConfiguration(userAgent: "driftcheck/\(Version.current)")
    http.deadline = .now + options.deadline.duration
    // One server that hangs must leave time for all that is read after it.
    http.stallTimeout = min(http.stallTimeout, options.deadline.duration / 10)
    http.connectTimeout = min(http.connectTimeout, options.deadline.duration / 10)
    let search = AccessSearch(kubeconfig: section.kubeconfig, context: section.context, environment: environment)
    let client = try KubernetesClient.connect(search, configuration: http)
    logger.debug("found the cluster", metadata: ["access": "\(client.origin)"])
    return client
  }

  private func publish(_ report: Report) throws {
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
  /// The report of a run that found `assessment`: what was asked for and is judged, and what is ignored apart.
  fileprivate init(
    of assessment: Reconcile.Assessment,
    verdicts: [HistoryVerdict],
    runID: String,
    startedAt: Date,
    requests: Requests,
    _ configuration: Configuration
  ) {
    let rules = configuration.ignoreRules
    let findings = verdicts.sorted { $0.finding < $1.finding }.map { verdict in
      ReportedFinding(verdict, suppressedBy: rules.first { $0.covers(verdict.finding, at: startedAt) })
    }
    self.init(
      run: Run(
        id: runID,
        version: Version.current,
        installation: assessment.installation,
        mode: .check,
        startedAt: startedAt,
        finishedAt: Date(),
        exitCode: 0
      ),
      projects: assessment.roster?.count ?? 0,
      settling: assessment.roster?.settling ?? 0,
      findings: findings,
      unreadable: assessment.unreadable + configuration.unread,
      notLookedAt: configuration.notLookedAt,
      requests: requests
    )
  }
}

extension ReportedFinding {
  /// A finding with what history makes of it; what is gone is resolved, even where a rule would have it ignored.
  fileprivate init(_ verdict: HistoryVerdict, suppressedBy rule: IgnoreRule?) {
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
      suppression: rule?.note
    )
  }
}

extension Configuration {
  /// The systems that nobody looks at, for want of a section.
  fileprivate var notLookedAt: [Unreadable.System] {
    let absent: [Unreadable.System?] = [kubernetes == nil ? .kubernetes : nil, gitlab == nil ? .gitlab : nil]
    return absent.compactMap(\.self) + [.deployment, .flux] + (state == nil ? [.history] : [])
  }

  /// What is configured and not yet read: it must not look as if it were in order.
  fileprivate var unread: [Unreadable] {
    guard let gitlab else { return [] }
    return [
      Unreadable(
        system: .gitlab,
        subject: "tokens of \(gitlab.url)",
        reason: "this version does not ask GitLab yet, so nobody knows whether the pull secrets hold live tokens; "
          + "take the section gitlab out of the configuration to leave that out"
      )
    ]
  }
}
