import Drift
import Foundation
import Model
import Reports

/// One report with everything that a report can hold: each kind, fault and state, hostile text, unknown parts.
let exampleReport = Report(
  run: aRun(lasting: 3.46, exitCode: 2),
  projects: 41,
  settling: 2,
  findings: projectFindings + shopFindings + orphans,
  unreadable: [
    Unreadable(
      system: .gitlab,
      subject: "access tokens of group intranet",
      reason: "GET /api/v4/groups/intranet/access_tokens was answered 403: 403 Forbidden",
      missingPermission: "Owner of group intranet"
    ),
    Unreadable(
      system: .kubernetes,
      subject: "namespace intranet-dev",
      reason: "GET /api/v1/namespaces/intranet-dev: the connection was closed after 1024 bytes"
    ),
    refusedTokens(of: "billing"),
    refusedTokens(of: "wiki"),
  ],
  expiries: [
    Expiry(project: "shop-qa", token: "shop-qa-image-puller", expiresAt: ago(-9), severity: .high),
    Expiry(project: nil, token: "driftcheck", expiresAt: ago(-41), severity: .low),
  ],
  removals: [
    ComingRemoval(
      Finding(kind: .token, project: "shop-dev", subject: "shop/shop-dev-image-puller (id 402)", fault: .stale),
      dueAt: start.addingTimeInterval(2400)
    )
  ],
  notProven: 3,
  requests: Requests(kubernetes: 5, gitlab: 48, git: 1)
)

private let pullSecretName = "gitlab-registry-image-pull-secret"

private let projectFindings = [
  new(
    Finding(
      kind: .project,
      project: "Evil\u{1b}[2K-dev",
      subject: "projects/evil",
      fault: .invalid,
      fields: [
        FieldDifference(
          "spec.projectId",
          desired: .text("a DNS-1123 label of at most 63 characters"),
          observed: .text("Evil\u{1b}[2K")
        ),
        FieldDifference(
          "spec.googleGroup",
          desired: .text("one plain e-mail address"),
          observed: .text("crew@example.com,\ng, mallory, role:admin \u{202e}gro.live\u{200b}")
        ),
      ],
      reason:
        "projectId cannot name anything; googleGroup would not be safe in an access rule; nothing of this "
        + "Project is served until its spec is mended"
    )
  ),
  new(
    Finding(
      kind: .project,
      project: "bank-prod",
      subject: "projects/bank-again",
      fault: .conflict,
      reason:
        "the older Project projects/bank asks for the same NAME and is served; give this one another projectId "
        + "or environmentType, or delete it"
    )
  ),
  ReportedFinding(
    Finding(
      kind: .project,
      project: "blog-qa",
      subject: "projects/blog-qa",
      fault: .leaving,
      fields: [
        FieldDifference(
          "metadata.deletionTimestamp",
          desired: .absent,
          observed: .text("2026-11-21T09:30:00Z")
        )
      ],
      reason: "its deletion was asked for, so nothing is created or cleaned up for it; its finalizers: "
        + "project.kyotu.tech/finalizer"
    ),
    state: .ongoing,
    firstSeen: ago(1),
    lastSeen: start
  ),
  ReportedFinding(
    Finding(
      kind: .namespace,
      project: "legacy-dev",
      subject: "legacy-dev",
      fault: .changed,
      fields: [FieldDifference("metadata.labels[team]", desired: .text("crew"), observed: .absent)],
      action: ProposedAction("set the labels")
    ),
    state: .suppressed,
    firstSeen: ago(90),
    lastSeen: start,
    suppression: "migration OPS-12, until 2027-03-31"
  ),
  ReportedFinding(
    Finding(kind: .namespace, project: "search-test", subject: "search-test", fault: .missing),
    state: .resolved,
    firstSeen: ago(3),
    lastSeen: ago(1)
  ),
]

private let shopFindings = [
  new(
    Finding(
      kind: .group,
      project: "shop",
      subject: "shop",
      fault: .changed,
      fields: [FieldDifference("visibility", desired: .text("private"), observed: .text("public"))],
      action: ProposedAction("set the visibility")
    )
  ),
  new(
    Finding(
      kind: .namespace,
      project: "shop-dev",
      subject: "shop-dev",
      fault: .missing,
      action: ProposedAction("create the namespace"),
      reason: "with it the pull secret \(pullSecretName) is missing"
    )
  ),
  token("shop-prod", .expired),
  ReportedFinding(
    Finding(
      kind: .pullSecret,
      project: "shop-prod",
      subject: "shop-prod/\(pullSecretName)",
      fault: .changed,
      fields: [
        FieldDifference("type", desired: .text("kubernetes.io/dockerconfigjson"), observed: .text("Opaque")),
        FieldDifference("auths[registry.example.com].password", desired: .masked, observed: .absent),
        FieldDifference("auths[registry.example.com].auth", desired: .masked, observed: .masked),
      ],
      action: ProposedAction("delete and create the pull secret (its type cannot be changed)")
    ),
    state: .ongoing,
    firstSeen: ago(12),
    lastSeen: start
  ),
  new(
    Finding(kind: .application, project: "shop-prod", subject: "applications/shop-prod.yaml", fault: .changed)
  ),
  new(
    Finding(
      kind: .argoRbac,
      project: "shop-prod",
      subject: "role:shop-prod",
      fault: .extra,
      fields: [FieldDifference("g", desired: .absent, observed: .text("mallory@example.com"))],
      action: ProposedAction("remove the grant", removal: true)
    )
  ),
  new(Finding(kind: .vaultRbac, project: "shop-prod", subject: "shop_prod_access", fault: .missing)),
  token("shop-qa", .expiring),
  token("shop-qa", .stale, action: ProposedAction("revoke the token", removal: true)),
  token("shop-test", .missing),
]

private let orphans = [
  ReportedFinding(
    Finding(
      kind: .namespace,
      project: "wiki-dev",
      subject: "wiki-dev",
      fault: .orphaned,
      action: ProposedAction("remove the namespace, with its pull secret", removal: true),
      reason: "made by the Kyotu Project Operator, and no Project asks for it"
    ),
    state: .ongoing,
    firstSeen: ago(6),
    lastSeen: start
  )
]

private func token(
  _ project: String,
  _ fault: Fault,
  action: ProposedAction = ProposedAction("issue a token and write it into the pull secret")
) -> ReportedFinding {
  new(
    Finding(
      kind: .token,
      project: project,
      subject: "shop/\(project)-image-puller",
      fault: fault,
      action: action
    )
  )
}
