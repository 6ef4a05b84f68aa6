import Drift
import Foundation
import Model
import Reports
import TestSupport
import Testing

@Suite("A report of a run that repaired")
struct OutcomeTests {
  private func repaired(
    on project: String,
    state: ReportedFinding.State = .new,
    _ outcome: Outcome?
  ) -> ReportedFinding {
    ReportedFinding(
      aFinding(on: project, action: ProposedAction("create the namespace"), reason: "it was deleted"),
      state: state,
      firstSeen: ago(2),
      lastSeen: start,
      attempts: 2,
      outcome: outcome
    )
  }

  private func report(_ findings: ReportedFinding...) -> Report {
    aReport(findings, run: aRun(mode: .fix))
  }

  @Test("is in sync where everything was repaired, and names it under a heading of its own")
  func allRepaired() {
    let report = report(
      repaired(on: "shop-dev", state: .resolved, .done),
      repaired(on: "shop-qa", state: .resolved, nil)
    )
    #expect(report.verdict == .inSync)
    let text = lines(report)
    #expect(text.first == "In sync: 1 finding repaired, none left on 41 Projects")
    #expect(text.contains("Repaired: 1 finding") && text.contains("Resolved: 1 finding"))
    #expect(
      text.contains { $0.hasPrefix("  namespace missing  shop-dev: create the namespace (there since 2026-11-20") }
    )
  }

  @Test("is incomplete where a repair was not made, and says why", arguments: ["failed", "refused", "waiting"])
  func unsettled(word: String) throws {
    let outcome: Outcome =
      switch word {
      case "failed": .failed(reason: "the server says 403")
      case "refused": .refused(reason: "the server says 403")
      default: .waiting(reason: "the server says 403")
      }
    let report = report(repaired(on: "shop-dev", outcome), repaired(on: "shop-qa", state: .resolved, .done))
    #expect(report.verdict == .incomplete)
    #expect(report.headline == "Incomplete: 1 repair not made; 1 finding on 1 of 41 Projects")
    let text = lines(report)
    #expect(text.contains("            \(word): the server says 403"))
    #expect(text.contains { $0.hasPrefix("  repairs") && $0.hasSuffix("1 done, 1 \(word)") })
  }

  @Test("is drift where a repair was done and did not hold")
  func didNotHold() {
    #expect(report(repaired(on: "shop-dev", .done)).verdict == .drift)
  }

  @Test("is no less in sync where somebody else did what a repair could not do")
  func doneByOthers() {
    #expect(report(repaired(on: "shop-dev", state: .resolved, .failed(reason: "404"))).verdict == .inSync)
  }

  @Test("has outcome, attempts and reason in JSON, as the schema says")
  func json() async throws {
    let report = report(
      repaired(on: "a-dev", state: .resolved, .done),
      repaired(on: "b-dev", .failed(reason: "the server says 403")),
      repaired(on: "c-dev", .refused(reason: "it is another one")),
      repaired(on: "d-dev", .waiting(reason: "it needs the group")),
      repaired(on: "e-dev", nil)
    )
    let text = Data(try report.rendered(as: .json).utf8)
    try await validate(text, againstSchema: "docs/report.schema.json")
    let findings = try JSONDecoder().decode(DriftCheckReport.self, from: text).findings
    #expect(findings.map(\.outcome) == ["done", "failed", "refused", "waiting", nil])
    #expect(findings.map(\.attempts) == [2, 2, 2, 2, 2])
    #expect(findings[1].reason == "it was deleted; the server says 403" && findings[0].reason == "it was deleted")
  }
}

@Suite("A plan in words")
struct TextPlanTests {
  private let creation = PlannedAction(.createGroup(Group(fullPath: "company/shop")), settling: [])

  @Test("names each action with what it is about, and says how many there are")
  func plan() {
    let hostile = PlannedAction(.createGroup(Group(fullPath: "shop\u{1b}[2J\nother")), settling: [])
    let text = TextPlan(Plan([creation, hostile])).text
    #expect(text.hasPrefix("Plan: 2 repairs\n  group company/shop: create the group\n"))
    #expect(text.split(separator: "\n").count == 3 && !text.contains("\u{1b}"))
    #expect(TextPlan(Plan([creation])).question == "Do this? 1 repair [y/N] ")
  }

  @Test("says that there is nothing to do where there is not")
  func nothing() {
    #expect(TextPlan(Plan([])).text == "Plan: nothing to do\n")
  }
}
