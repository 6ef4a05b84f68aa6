import Drift
import Foundation
import Model
import Reports

/// 2026-11-22T02:00:00Z, when the runs of these tests begin.
let start = Date(timeIntervalSince1970: 1_795_312_800)

/// `days` days before the run.
func ago(_ days: Double) -> Date {
  start.addingTimeInterval(-days * 86_400)
}

func aRun(lasting seconds: Double = 1.2, exitCode: Int = 0, mode: Run.Mode = .check) -> Run {
  Run(
    id: "20261122T020000Z-a1b2",
    version: "0.1.0",
    installation: "5f0c7a52-3a0e-4d43-9c57-0c7f3c6f2f0b",
    mode: mode,
    startedAt: start,
    finishedAt: start.addingTimeInterval(seconds),
    exitCode: exitCode
  )
}

/// A report over 41 Projects, unless told otherwise.
func aReport(
  _ findings: [ReportedFinding] = [],
  unreadable: [Unreadable] = [],
  notLookedAt: [Unreadable.System] = [],
  projects: Int = 41,
  run: Run = aRun()
) -> Report {
  Report(
    run: run,
    projects: projects,
    settling: 0,
    findings: findings,
    unreadable: unreadable,
    notLookedAt: notLookedAt
  )
}

func new(_ finding: Finding) -> ReportedFinding {
  ReportedFinding(finding, state: .new, firstSeen: start, lastSeen: start)
}

/// A namespace that is missing, unless told otherwise.
func aFinding(
  on project: String = "shop-dev",
  kind: Kind = .namespace,
  fault: Fault = .missing,
  fields: [FieldDifference] = [],
  action: ProposedAction? = nil,
  reason: String? = nil
) -> Finding {
  Finding(
    kind: kind,
    project: project,
    subject: project,
    fault: fault,
    fields: fields,
    action: action,
    reason: reason
  )
}

/// The tokens of a group, which GitLab does not show.
func refusedTokens(of group: String, role: Bool = true) -> Unreadable {
  Unreadable(
    system: .gitlab,
    subject: "access tokens of group \(group)",
    reason: "cannot list the access tokens of the group \(group): the server says 401: 401 Unauthorized",
    missingPermission: role ? "Owner on the group \(group)" : nil,
    series: Unreadable.Series(sort: "access tokens of groups", member: group, cause: "401 Unauthorized")
  )
}

let refused = Unreadable(
  system: .kubernetes,
  subject: "secrets gitlab-registry-image-pull-secret",
  reason: "GET /api/v1/secrets was answered 403: secrets is forbidden",
  missingPermission: "list secrets (core) in all namespaces"
)

/// The lines of `report` as text without colours.
func lines(_ report: Report, width: Int = 100) -> [String] {
  TextReport(report, width: width).text.split(separator: "\n", omittingEmptySubsequences: false).map(
    String.init
  )
}
