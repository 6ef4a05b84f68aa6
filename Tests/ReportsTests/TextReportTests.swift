import Drift
import Foundation
import Model
import Reports
import Testing

@Suite("The report for people")
struct TextReportTests {
  @Test("groups findings by Project, whatever order they come in, and says all of each")
  func groups() {
    let label = FieldDifference("metadata.labels[team]", desired: .text("crew"), observed: .absent)
    let text = lines(
      aReport([
        new(aFinding(on: "shop-qa", action: ProposedAction("create the namespace"))),
        new(aFinding(fault: .changed, fields: [label], reason: "somebody took it off")),
        new(aFinding(on: "shop-qa", fault: .orphaned, action: ProposedAction("remove it", removal: true))),
      ])
    )
    #expect(
      text[3..<16] == [
        "shop-dev",
        "  medium    namespace changed  shop-dev",
        "            metadata.labels[team]: (absent) -> should be crew",
        "            why: somebody took it off",
        "            new, id \(aFinding(fault: .changed).id.prefix(8))",
        "",
        "shop-qa",
        "  high      namespace missing  shop-qa",
        "            repair: create the namespace",
        "            new, id \(aFinding(on: "shop-qa").id.prefix(8))",
        "  low       namespace orphaned  shop-qa",
        "            repair (removal): remove it",
        "            new, id \(aFinding(on: "shop-qa", fault: .orphaned).id.prefix(8))",
      ]
    )
  }

  @Test("says since when an ongoing finding has been seen")
  func dates() {
    let ongoing = ReportedFinding(aFinding(), state: .ongoing, firstSeen: ago(12), lastSeen: start)
    #expect(lines(aReport([ongoing])).contains("            since 2026-11-10, id \(aFinding().id.prefix(8))"))
  }

  @Test("says nothing of a repair where none is ever made")
  func noAction() {
    #expect(!lines(aReport([new(aFinding())])).contains { $0.contains("repair") })
  }

  @Test("shows what is unknown in a section of its own, with the missing permission")
  func unknown() throws {
    let text = lines(aReport([new(aFinding())], unreadable: [refused]))
    let heading = try #require(
      text.firstIndex(of: "UNKNOWN: 1 part could not be read, so nothing is said about it")
    )
    #expect(
      text[(heading + 1)...(heading + 4)] == [
        "  kubernetes: secrets gitlab-registry-image-pull-secret",
        "    why: GET /api/v1/secrets was answered 403: secrets is forbidden",
        "    missing permission: list secrets (core) in all namespaces",
        "",
      ]
    )
  }

  @Test("counts several unknown parts in the plural")
  func severalUnknown() {
    let text = lines(aReport(unreadable: [refused, refused]))
    #expect(text.contains("UNKNOWN: 2 parts could not be read, so nothing is said about them"))
  }

  @Test("sets resolved and suppressed findings apart, in one line each")
  func setApart() throws {
    let text = lines(
      aReport([
        ReportedFinding(
          aFinding(fields: [FieldDifference("a", desired: .absent, observed: .text("b"))]),
          state: .resolved,
          firstSeen: ago(3),
          lastSeen: ago(1)
        ),
        ReportedFinding(
          aFinding(on: "legacy-dev"),
          state: .suppressed,
          firstSeen: ago(30),
          lastSeen: start,
          suppression: "migration OPS-12, until 2027-03-31"
        ),
      ]),
      width: 120
    )
    let summary = try #require(text.firstIndex(of: "Summary"))
    #expect(
      text[3..<summary] == [
        "Resolved: 1 finding",
        "  namespace missing  shop-dev (seen from 2026-11-19 to 2026-11-21, id \(aFinding().id.prefix(8)))",
        "",
        "Suppressed: 1 finding",
        "  namespace missing  legacy-dev: migration OPS-12, until 2027-03-31 (since 2026-10-23, id "
          + "\(aFinding(on: "legacy-dev").id.prefix(8)))",
        "",
      ]
    )
  }

  @Test("sums up what was read, found and asked")
  func summary() throws {
    var report = aReport([
      new(aFinding()), new(aFinding(on: "shop-qa", fault: .changed)), new(aFinding(kind: .pullSecret)),
    ])
    report.settling = 2
    report.notLookedAt = [.gitlab, .flux]
    report.historyFailure = "no room is left"
    report.requests = Requests(kubernetes: 5, git: 2)
    let text = lines(report)
    let heading = try #require(text.firstIndex(of: "Summary"))
    #expect(
      text[(heading + 1)..<(heading + 9)] == [
        "  Projects       41 read, 2 settling",
        "  findings       3: 1 critical, 1 high, 1 medium",
        "  by kind        2 namespace, 1 pullSecret",
        "  unknown        0",
        "  not looked at  gitlab, flux (no section in the configuration)",
        "  history        not used: no room is left",
        "  requests       7: 5 kubernetes, 2 git",
        "  duration       1.2 s",
      ]
    )
  }

  @Test(
    "words the duration",
    arguments: [(0.04, "0.0 s"), (59.94, "59.9 s"), (60, "1 min 0 s"), (725, "12 min 5 s"), (-5, "0.0 s")]
  )
  func duration(seconds: Double, words: String) {
    #expect(lines(aReport(run: aRun(lasting: seconds))).contains("  duration       \(words)"))
  }

  @Test("wraps at blanks, indents what follows and leaves long words whole")
  func wraps() {
    let word = String(repeating: "x", count: 70)
    let finding = new(aFinding(reason: "one two three four five six seven eight \(word) nine"))
    let text = lines(aReport([finding]), width: 40).drop { !$0.contains("why:") }
    #expect(
      text.prefix(5) == [
        "            why: one two three four five",
        "              six seven eight",
        "              \(word)",
        "              nine",
        "            new, id \(aFinding().id.prefix(8))",
      ]
    )
  }

  @Test("uses colours only if asked, and they change no word")
  func colours() {
    let plain = TextReport(exampleReport).text
    let coloured = TextReport(exampleReport, style: .ansi).text
    #expect(!plain.contains("\u{1b}"))
    #expect(coloured.hasPrefix("\u{1b}[1;31mIncomplete:"))
    #expect(coloured.replacing(/\u{1b}\[[0-9;]+m/, with: "") == plain)
  }

  @Test("is written in one pass, however many findings there are", .timeLimit(.minutes(1)))
  func large() {
    let findings = (0..<20_000).map { number in
      new(aFinding(on: "shop\(number)-dev", reason: "somebody deleted it although a Project asks for it"))
    }
    let text = TextReport(aReport(findings, projects: 20_000)).text
    #expect(text.hasPrefix("Drift: 20000 findings on 20000 of 20000 Projects\n"))
  }
}
