import Drift
import Foundation
import Model
import Reports
import Testing

@Suite("Text from outside")
struct HostileTextTests {
  @Test(
    "is spelled out where it could act on a terminal, hide or reorder the line",
    arguments: [
      ("a\u{1b}[31mb", #"a\u{1b}[31mb"#),
      ("a\u{7}\u{8}\u{7f}b", #"a\u{7}\u{8}\u{7f}b"#),
      ("a\u{9b}2Jb", #"a\u{9b}2Jb"#),
      ("a\nb\rc\td", #"a\nb\rc\td"#),
      ("a\u{202e}b\u{2066}c", #"a\u{202e}b\u{2066}c"#),
      ("a\u{200b}b\u{feff}c\u{ad}d", #"a\u{200b}b\u{feff}c\u{ad}d"#),
      ("a\u{2028}b\u{a0}c", #"a\u{2028}b\u{a0}c"#),
      ("a\u{3164}b\u{fe0f}c\u{e0041}d", #"a\u{3164}b\u{fe0f}c\u{e0041}d"#),
      (#"a\u{1b}b"#, #"a\\u{1b}b"#),
      ("Zażółć 日本 €", "Zażółć 日本 €"),
    ]
  )
  func escapes(text: String, shown: String) {
    #expect(lines(report(observing: text)).contains("            path: \(shown) -> should be it"))
  }

  @Test(
    "stands in quotes where it could be taken for our own words",
    arguments: [("", #""""#), ("(secret)", #""(secret)""#), (" a", #"" a""#), ("a -> b", #""a -> b""#)]
  )
  func quotes(text: String, shown: String) {
    #expect(lines(report(observing: text)).contains("            path: \(shown) -> should be it"))
  }

  @Test("is cut where it is long")
  func cuts() {
    let text = lines(report(observing: String(repeating: "x", count: 201)), width: 400)
    #expect(text.contains("            path: \(String(repeating: "x", count: 200))… -> should be it"))
  }

  @Test("is escaped wherever it stands in the text, be it in colours or not")
  func everywhere() {
    let hostile = "\u{1b}]0;owned\u{7}\u{202e}"
    let finding = Finding(
      kind: .namespace,
      project: hostile,
      subject: hostile,
      fault: .missing,
      fields: [FieldDifference(hostile, desired: .text(hostile), observed: .text(hostile))],
      action: ProposedAction(hostile),
      reason: hostile
    )
    let states = ReportedFinding.State.allCases.map { state in
      ReportedFinding(finding, state: state, firstSeen: start, lastSeen: start, suppression: hostile)
    }
    let unreadable = Unreadable(
      system: .kubernetes,
      subject: hostile,
      reason: hostile,
      missingPermission: hostile
    )
    var run = aRun()
    run.version = hostile
    run.id = hostile
    let report = aReport(states, unreadable: [unreadable], run: run)
    #expect(
      !TextReport(report).text.unicodeScalars.contains { "\u{1b}\u{7}\u{202e}".unicodeScalars.contains($0) }
    )
    let coloured = TextReport(report, style: .ansi).text
    #expect(!coloured.contains("\u{1b}]"))
    #expect(!coloured.unicodeScalars.contains { "\u{7}\u{202e}".unicodeScalars.contains($0) })
  }

  @Test("keeps its value in JSON, spelled so that the document is safe to look at")
  func json() throws {
    let hostile = "\u{1b}[2J\u{7f}\u{9b}2J\u{202e}\u{e0041}\n\"\\ Zażółć"
    let text = try report(observing: hostile).rendered(as: .json)
    #expect(text.contains(#"\u007f\u009b2J\u202e\udb40\udc41"#))
    #expect(text.contains("Zażółć"))
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    let decoded = try JSONDecoder().decode(Decoded.self, from: Data(text.utf8))
    #expect(decoded.findings.first?.fields.first?.observed == hostile)
  }

  private struct Decoded: Decodable {
    struct Entry: Decodable {
      struct Field: Decodable {
        var observed: String?
      }
      var fields: [Field]
    }
    var findings: [Entry]
  }

  private func report(observing text: String) -> Report {
    let field = FieldDifference("path", desired: .text("it"), observed: .text(text))
    return aReport([new(aFinding(fault: .changed, fields: [field]))])
  }
}
