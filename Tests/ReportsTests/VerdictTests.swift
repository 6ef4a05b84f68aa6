import Drift
import Model
import Reports
import Testing

@Suite("The verdict")
struct VerdictTests {
  struct Example: CustomTestStringConvertible, Sendable {
    var report: Report
    var verdict: Verdict
    var headline: String

    var testDescription: String { headline }
  }

  static let examples = [
    Example(report: aReport(projects: 0), verdict: .inSync, headline: "In sync: there is no Project"),
    Example(report: aReport(projects: 1), verdict: .inSync, headline: "In sync: no finding on 1 Project"),
    Example(report: aReport(), verdict: .inSync, headline: "In sync: no finding on 41 Projects"),
    Example(
      report: aReport([new(aFinding())], projects: 1),
      verdict: .drift,
      headline: "Drift: 1 finding on 1 of 1 Project"
    ),
    Example(
      report: aReport([new(aFinding()), new(aFinding(kind: .pullSecret)), new(aFinding(on: "shop-qa"))]),
      verdict: .drift,
      headline: "Drift: 3 findings on 2 of 41 Projects"
    ),
    Example(
      report: aReport([new(aFinding(on: "wiki-dev", fault: .orphaned))]),
      verdict: .drift,
      headline: "Drift: 1 finding on orphans"
    ),
    Example(
      report: aReport([
        new(aFinding()), new(aFinding(on: "shop", kind: .group)),
        new(aFinding(on: "wiki-dev", fault: .orphaned)),
        new(aFinding(on: "wiki", kind: .group, fault: .orphaned)),
      ]),
      verdict: .drift,
      headline: "Drift: 4 findings: 1 on 1 of 41 Projects, 1 on groups, 2 on orphans"
    ),
    Example(
      report: aReport(unreadable: [refused]),
      verdict: .incomplete,
      headline: "Incomplete: 1 part could not be read; no finding in the rest"
    ),
    Example(
      report: aReport([new(aFinding())], unreadable: [refused, refused]),
      verdict: .incomplete,
      headline: "Incomplete: 2 parts could not be read; 1 finding on 1 of 41 Projects"
    ),
  ]

  @Test("says what the run comes to, and how much", arguments: examples)
  func headline(example: Example) {
    #expect(example.report.verdict == example.verdict)
    #expect(example.report.headline == example.headline)
  }

  @Test(
    "is in sync where all that is left is resolved or suppressed",
    arguments: [
      ReportedFinding.State.resolved, .suppressed,
    ]
  )
  func doesNotCount(state: ReportedFinding.State) {
    let report = aReport([ReportedFinding(aFinding(), state: state, firstSeen: ago(2), lastSeen: start)])
    #expect(report.verdict == .inSync)
  }

  @Test("is the first and the last line of the text", arguments: examples)
  func standsAtBothEnds(example: Example) {
    let text = lines(example.report)
    #expect(text.first == example.headline)
    #expect(text.suffix(2) == [example.headline, ""])
  }
}
