package import Drift
package import Model

package import struct Foundation.Date

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
  /// The systems that the configuration has no section for, so that nobody looked.
  package var notLookedAt: [Unreadable.System]
  package var requests: Requests

  package init(
    run: Run,
    projects: Int,
    settling: Int,
    findings: [ReportedFinding],
    unreadable: [Unreadable] = [],
    notLookedAt: [Unreadable.System] = [],
    requests: Requests = Requests()
  ) {
    self.run = run
    self.projects = projects
    self.settling = settling
    self.findings = findings
    self.unreadable = unreadable
    self.notLookedAt = notLookedAt
    self.requests = requests
  }

  /// How many findings stand: new and ongoing ones, not those resolved or suppressed.
  package var standing: Int {
    findings.count { $0.state.stands }
  }
}

/// One run of the program.
package struct Run: Sendable, Equatable {
  /// What the run was allowed to do.
  package enum Mode: String, Sendable, Codable {
    case check
    case fix
    case dryRun = "dry-run"
  }

  /// `20261122T020000Z-a1b2`: its start in UTC and four random hexadecimal digits.
  package var id: String
  package var version: String
  /// UID of the namespace kube-system; nil where it could not be read.
  package var installation: String?
  package var mode: Mode
  package var startedAt: Date
  package var finishedAt: Date
  package var exitCode: Int

  package init(
    id: String,
    version: String,
    installation: String?,
    mode: Mode,
    startedAt: Date,
    finishedAt: Date,
    exitCode: Int
  ) {
    self.id = id
    self.version = version
    self.installation = installation
    self.mode = mode
    self.startedAt = startedAt
    self.finishedAt = finishedAt
    self.exitCode = exitCode
  }
}

/// A finding with what earlier runs know of it.
package struct ReportedFinding: Sendable, Equatable {
  /// How it stands to the runs before.
  package enum State: String, CaseIterable, Sendable, Codable {
    case new, ongoing, resolved, suppressed

    /// Whether it is drift that is there now and that nobody chose to ignore.
    package var stands: Bool {
      switch self {
      case .new, .ongoing: true
      case .resolved, .suppressed: false
      }
    }
  }

  package var finding: Finding
  package var state: State
  package var firstSeen: Date
  package var lastSeen: Date
  /// Why it is suppressed: the words of the `ignore` rule, with its last day.
  package var suppression: String?

  package init(
    _ finding: Finding,
    state: State,
    firstSeen: Date,
    lastSeen: Date,
    suppression: String? = nil
  ) {
    self.finding = finding
    self.state = state
    self.firstSeen = firstSeen
    self.lastSeen = lastSeen
    self.suppression = suppression
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
