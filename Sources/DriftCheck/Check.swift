import Drift
import Foundation
import GitLab
import HTTP
import History
import Kubernetes
import Logging
import Model
import Observed
import Reports
import Secrets

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
    let mailing = try Mailing(configuration.report.mail)
    let progress = Progress(isShown: terminal.progress)
    let (assessment, requests) = try await assess(progress)
    progress.clear()
    logger.debug("read and compared", metadata: ["requests": "\(requests.kubernetes)"])
    warnOfIdleFilters(assessment)
    let runID = startedAt.runID()
    let (verdicts, historyFailure) = verdicts(on: assessment, runID: runID, startedAt: startedAt)
    var report = Report(
      of: assessment,
      verdicts: verdicts,
      asked: options.selection,
      runID: runID,
      startedAt: startedAt,
      requests: requests,
      configuration
    )
    report.historyFailure = historyFailure?.reason
    report.run.exitCode = Int(status(of: report).rawValue)
    if let unsent = await mailing?.send(report) { report.unreadable.append(unsent) }
    let status = status(of: report)
    report.run.exitCode = Int(status.rawValue)
    try publish(report)
    return status
  }

  private func status(of report: Report) -> ExitStatus {
    ExitStatus(
      standing: report.standing,
      unreadable: report.unreadable.count,
      toleratesDrift: options.exitZero
    )
  }

  private func assess(_ progress: Progress) async throws -> (Reconcile.Assessment, Requests) {
    let projects = try ProjectOrigin(configuration.projects)
    guard let section = configuration.kubernetes else {
      return (Reconcile.Assessment(judging: projects.fromFiles), Requests())
    }
    let kubernetes = try connect(section)
    let policy = configuration.policy
    let gitlab = try connectGitLab()
    let repositories = try repositories()
    let reconcile = Reconcile(
      client: kubernetes,
      gitlab: gitlab.flatMap { client in policy.tokens.map { GitLabReader(client: client, policy: $0) } },
      repositories: repositories,
      projects: projects,
      policy: policy,
      recall: recall,
      progress: progress
    )
    let assessment = await reconcile.run()
    let requests = await Requests(
      kubernetes: kubernetes.requestCount,
      gitlab: gitlab?.requestCount ?? 0,
      git: repositories.fetches
    )
    return (assessment, requests)
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
    http.stallTimeout = min(http.stallTimeout, longestSilence)
    http.connectTimeout = min(http.connectTimeout, longestSilence)
    let search = AccessSearch(kubeconfig: section.kubeconfig, context: section.context, environment: environment)
    let client = try KubernetesClient.connect(search, configuration: http)
    logger.debug("found the cluster", metadata: ["access": "\(client.origin)"])
    return client
  }

  /// A client of the configured GitLab; nil where none is to be looked at.
  private func connectGitLab() throws -> GitLabClient? {
    guard let section = configuration.gitlab else { return nil }
    let token = Secret(try SettingsFile(key: "gitlab.tokenFile", path: section.tokenFile).line())
    let authorities = try section.caFile.map { try SettingsFile(key: "gitlab.caFile", path: $0).text() }
    return try GitLabClient.connect(
      url: section.url,
      token: token,
      trust: authorities.map { .pem($0) } ?? .system,
      proxy: section.proxy.map { .url($0) } ?? .environment,
      userAgent: "driftcheck/\(Version.current)",
      longestSilence: longestSilence,
      // What the cluster shows as drift is read again after GitLab, which must leave time for that.
      deadline: .now + options.deadline.duration * 0.8
    )
  }

  /// How long a server may say nothing: one that hangs must leave time for all that is read after it.
  var longestSilence: Duration { options.deadline.duration / 10 }

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
    asked selection: Selection,
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
      unreadable: assessment.unreadable,
      expiries: assessment.expiries.filter(selection.admits),
      removals: assessment.removals.filter { selection.admits($0.finding) },
      notProven: assessment.unproven.count(where: selection.admits(name:)),
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
    let absent: [Unreadable.System?] = [
      kubernetes == nil ? .kubernetes : nil, gitlab == nil ? .gitlab : nil, deployment == nil ? .deployment : nil,
      flux == nil ? .flux : nil, state == nil ? .history : nil,
    ]
    return absent.compactMap(\.self)
  }
}
