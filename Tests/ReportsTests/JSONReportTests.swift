import Drift
import Foundation
import Model
import Reports
import Testing

@Suite("The report for programs")
struct JSONReportTests {
  @Test("has every key, null where there is nothing, sorted, with dates in UTC and whole seconds")
  func everyKey() throws {
    let report = aReport(projects: 1, run: aRun(lasting: 1.9))
    #expect(
      try report.rendered(as: .json) == """
        {
          "expiries" : [

          ],
          "findings" : [

          ],
          "removals" : [

          ],
          "requests" : {
            "git" : 0,
            "gitlab" : 0,
            "kubernetes" : 0
          },
          "run" : {
            "exitCode" : 0,
            "finishedAt" : "2026-11-22T02:00:01Z",
            "id" : "20261122T020000Z-a1b2",
            "installation" : "5f0c7a52-3a0e-4d43-9c57-0c7f3c6f2f0b",
            "mode" : "check",
            "startedAt" : "2026-11-22T02:00:00Z",
            "version" : "0.1.0"
          },
          "schemaVersion" : 1,
          "summary" : {
            "byFault" : {
              "changed" : 0,
              "conflict" : 0,
              "expired" : 0,
              "expiring" : 0,
              "extra" : 0,
              "invalid" : 0,
              "leaving" : 0,
              "missing" : 0,
              "orphaned" : 0,
              "stale" : 0
            },
            "byKind" : {
              "application" : 0,
              "argoRbac" : 0,
              "group" : 0,
              "namespace" : 0,
              "project" : 0,
              "pullSecret" : 0,
              "token" : 0,
              "vaultRbac" : 0
            },
            "bySeverity" : {
              "critical" : 0,
              "high" : 0,
              "low" : 0,
              "medium" : 0
            },
            "findings" : 0,
            "notLookedAt" : [

            ],
            "notProven" : 0,
            "projects" : 1,
            "settling" : 0,
            "unknown" : 0
          },
          "unreadable" : [

          ]
        }

        """
    )
  }

  @Test("counts standing findings only")
  func counts() throws {
    let states = ReportedFinding.State.allCases.map { state in
      ReportedFinding(aFinding(), state: state, firstSeen: ago(1), lastSeen: start)
    }
    let text = try aReport(states, unreadable: [refused]).rendered(as: .json)
    #expect(text.contains(#""findings" : 2,"#))
    #expect(text.contains(#""namespace" : 2,"#))
    #expect(text.contains(#""missing" : 2,"#))
    #expect(text.contains(#""high" : 2,"#))
    #expect(text.contains(#""unknown" : 1"#))
  }

  @Test("writes null for what is absent")
  func absent() throws {
    let field = FieldDifference("metadata.labels[team]", desired: .absent, observed: .text("crew"))
    var run = aRun()
    run.installation = nil
    let text = try aReport([new(aFinding(fields: [field]))], run: run).rendered(as: .json)
    for key in ["desired", "action", "outcome", "reason", "installation"] {
      #expect(text.contains("\"\(key)\" : null"), "\(key)")
    }
  }

  @Test("gives the reason of a suppressed finding after its own")
  func suppressed() throws {
    let finding = ReportedFinding(
      aFinding(reason: "somebody deleted it"),
      state: .suppressed,
      firstSeen: ago(1),
      lastSeen: start,
      suppression: "migration OPS-12, until 2027-03-31"
    )
    let text = try aReport([finding]).rendered(as: .json)
    #expect(
      text.contains(#""reason" : "somebody deleted it; suppressed: migration OPS-12, until 2027-03-31""#)
    )
  }
}
