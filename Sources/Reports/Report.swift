package import Drift
package import Model

/// All that one run has to say; every format is made of this value and of nothing else.
package struct Report: Sendable, Equatable {
  package var run: Run
  /// How many Projects were read, whatever became of them.
  package var projects: Int
  /// How many of them were too young to be compared.
  package var settling: Int
  /// By Project, then by kind, then by subject.
  package var findings: [ReportedFinding]
  package var unreadable: [Unreadable]
  /// Credentials that end, by date.
  package var expiries: [Expiry]
  /// What is removed later, by time.
  package var removals: [ComingRemoval]
  /// Pull secrets of which nobody knows what token they hold, because the configuration forbids to ask.
  package var notProven: Int
  /// The systems that the configuration has no section for, so that nobody looked.
  package var notLookedAt: [Unreadable.System]
  /// Why the history could not be used, in words; nil where it could, or where there is none.
  package var historyFailure: String?
  package var requests: Requests

  package init(
    run: Run,
    projects: Int,
    settling: Int,
    findings: [ReportedFinding],
    unreadable: [Unreadable] = [],
    expiries: [Expiry] = [],
    removals: [ComingRemoval] = [],
    notProven: Int = 0,
    notLookedAt: [Unreadable.System] = [],
    requests: Requests = Requests()
  ) {
    self.run = run
    self.projects = projects
    self.settling = settling
    self.findings = findings
    self.unreadable = unreadable
    self.expiries = expiries
    self.removals = removals
    self.notProven = notProven
    self.notLookedAt = notLookedAt
    self.requests = requests
  }

  /// What could not be read, so that nothing is said about it.
  var unknown: [Unreadable] { unreadable.filter { $0.system != .mail } }

  /// The mail that should have been sent about this run; nil where none is lacking.
  var unsentMail: Unreadable? { unreadable.first { $0.system == .mail } }

  /// How many findings stand: new and ongoing ones, not those resolved or suppressed.
  package var standing: Int {
    findings.count { $0.state.stands }
  }
}

/// How many requests the run sent to each system, retries included.
package struct Requests: Sendable, Equatable {
  package var kubernetes: Int
  package var gitlab: Int
  package var git: Int

  package init(kubernetes: Int = 0, gitlab: Int = 0, git: Int = 0) {
    self.kubernetes = kubernetes
    self.gitlab = gitlab
    self.git = git
  }
}
