import Sandbox
import TestSupport
import Testing

@Suite("What is left out of a report")
struct SelectionTests {
  private static let drifts: [PlantedDrift] = [
    .missingNamespace, .missingSecret, .lostNamespaceLabel, .hostileProjectId,
  ]

  @Test(
    "is what was not asked for; it is read all the same",
    arguments: [
      (["--project", "shop-*"], ["pullSecret missing shop-qa"]),
      (
        ["--project", "billing-*", "--project", "shop-?a"],
        ["namespace missing billing-test", "pullSecret missing shop-qa"]
      ),
      (["--kind", "namespace"], ["namespace changed catalog-stage", "namespace missing billing-test"]),
      (
        ["--kind", "project", "--kind", "pullSecret"],
        ["project invalid projects/escape", "pullSecret missing shop-qa"]
      ),
      (["--env", "stage"], ["namespace changed catalog-stage"]),
      (["--env", "qa", "--kind", "namespace"], []),
    ] as [([String], [String])]
  )
  func filters(arguments: [String], expected: [String]) async throws {
    try await CheckedCompany.run(with: Self.drifts) { company in
      let report = try await company.report(arguments, status: expected.isEmpty ? 0 : 1)
      #expect(report.lines == expected)
      #expect(report.summary.projects == 41 && report.summary.findings == expected.count)
      #expect(report.requests.kubernetes == 10)
    }
  }

  @Test("does not make an unknown part known")
  func unknown() async throws {
    try await CheckedCompany.run { company in
      await company.server.faults.add(Fault(.status(500), path: "/api/v1/secrets"))
      let report = try await company.report(["--project", "shop-dev", "--kind", "namespace"], status: 2)
      #expect(report.unreadable.count == 1)
    }
  }

  @Test("is warned of where a pattern fits nothing at all, for it may be misspelt")
  func misspelt() async throws {
    try await CheckedCompany.run(with: [.namespaceLeftByOperator]) { company in
      let run = try await company.program.run([
        "--project", "shpo-dev", "--project", "shop-dev", "--project", "legacy-*",
      ])
      #expect(run.errors == "warning: nothing has a NAME that fits --project project=shpo-dev\n")
    }
  }

  @Test("is what a rule suppresses, still listed with its reason and last day")
  func suppressed() async throws {
    try await CheckedCompany.run(with: Self.drifts) { company in
      try company.configure(
        """
        ignore:
          - {kind: namespace, project: "billing-*", until: 2099-03-31, reason: migration OPS-12}
          - {project: "shop-*", until: 2020-01-01, reason: long over}
          - {fault: changed, reason: known}
        """
      )
      let report = try await company.report(status: 1)
      #expect(report.lines.count == 4 && report.summary.findings == 2)
      let suppressed = report.findings.filter { $0.state == "suppressed" }
      #expect(suppressed.map(\.line).sorted() == ["namespace changed catalog-stage", "namespace missing billing-test"])
      let reasons = suppressed.compactMap(\.reason).joined(separator: "\n")
      #expect(reasons.contains("suppressed: migration OPS-12, until 2099-03-31"))
      #expect(reasons.contains("suppressed: known"))
      let text = try await company.program.run([]).text
      #expect(text.contains("Suppressed: 2 findings"))
    }
  }

  @Test("does not count as drift where rules cover all of it")
  func allSuppressed() async throws {
    try await CheckedCompany.run(with: [.missingSecret]) { company in
      try company.configure("ignore: [{kind: pullSecret, project: shop-qa, reason: known}]")
      let report = try await company.report(status: 0)
      #expect(report.lines == ["pullSecret missing shop-qa"])
    }
  }

  @Test("is drift's exit status with --exit-zero, but not that of an incomplete run")
  func exitZero() async throws {
    try await CheckedCompany.run(with: [.missingSecret]) { company in
      let report = try await company.report(["--exit-zero"], status: 0)
      #expect(report.lines == ["pullSecret missing shop-qa"])
      await company.server.faults.add(Fault(.status(500), path: "/api/v1/namespaces"))
      _ = try await company.report(["--exit-zero"], status: 2)
    }
  }
}
