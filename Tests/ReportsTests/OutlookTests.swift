import Drift
import Foundation
import Model
import Reports
import Testing

@Suite("What is to come, in the reports")
struct OutlookTests {
  private func expiry(_ project: String?, in days: Double, _ severity: Severity = .low) -> Expiry {
    Expiry(
      project: project,
      token: project.map { "\($0)-image-puller" } ?? "nightly",
      expiresAt: ago(-days),
      severity: severity
    )
  }

  private func removal(_ number: Int) -> ComingRemoval {
    let subject = "shop/shop-dev-image-puller (id \(number))"
    return ComingRemoval(
      Finding(kind: .token, project: "shop-dev", subject: subject, fault: .stale),
      dueAt: start.addingTimeInterval(Double(number))
    )
  }

  private func section(_ heading: String, of report: Report) throws -> [String] {
    let text = lines(report)
    let begin = try #require(text.firstIndex(of: heading))
    let end = try #require(text[begin...].firstIndex(of: ""))
    return Array(text[(begin + 1)..<end])
  }

  @Test("Ends of credentials stand by date, with whose they are and how urgent they are")
  func expiries() throws {
    var report = aReport()
    report.expiries = [expiry("shop-dev", in: 5, .high), expiry(nil, in: 200)]
    #expect(
      try section("Expiries: 2 credentials", of: report) == [
        "  2026-11-27  high  shop-dev  shop-dev-image-puller",
        "  2027-06-10  low   our own GitLab token  nightly",
      ]
    )
    let json = try report.rendered(as: .json)
    #expect(json.contains("\"project\" : null,\n      \"severity\" : \"low\",\n      \"token\" : \"nightly\""))
    #expect(json.contains(#""expiresAt" : "2026-11-27T02:00:00Z""#))
  }

  @Test("Of many ends the nearest are told and our own; JSON has all")
  func manyExpiries() throws {
    var report = aReport()
    report.expiries = (1...400).map { expiry("shop\($0)-dev", in: Double($0)) } + [expiry(nil, in: 500)]
    let told = try section("Expiries: 401 credentials", of: report)
    #expect(told.count == 22)
    #expect(told[19] == "  2026-12-12  low   shop20-dev  shop20-dev-image-puller")
    #expect(told[20].contains("our own GitLab token"))
    #expect(told[21] == "  and 380 more until 2027-12-27, all in the JSON report")
    #expect(try report.rendered(as: .json).contains("shop400-dev-image-puller"))
  }

  @Test("Removals to come stand by time, under the id of the finding that they will be")
  func removals() throws {
    var report = aReport()
    report.removals = [removal(7)]
    let id = removal(7).finding.id
    #expect(
      try section("Removals to come: 1", of: report)
        == ["  2026-11-22T02:00:07Z  token  shop/shop-dev-image-puller (id 7), id \(id.prefix(8))"]
    )
    #expect(try report.rendered(as: .json).contains(#""id" : "\#(id)""#))
    report.removals = (1...30).map(removal)
    let told = try section("Removals to come: 30", of: report)
    #expect(told.count == 21 && told.last == "  and 10 more until 2026-11-22, all in the JSON report")
  }

  @Test("Nothing to come is not worth a line")
  func nothing() {
    #expect(!lines(aReport()).contains { $0.contains("Expiries") || $0.contains("Removals") || $0.contains("proven") })
  }

  @Test("What is to come changes neither the verdict nor a number of findings")
  func verdict() {
    var report = aReport()
    report.expiries = [expiry(nil, in: 1, .high)]
    report.removals = [removal(1)]
    report.notProven = 1
    #expect(report.verdict == .inSync)
    #expect(lines(report).contains("  not proven     1 pull secret (credentials.verify: never)"))
  }

  @Test("Names of tokens, which anybody may choose, are escaped")
  func hostile() {
    var report = aReport()
    report.expiries = [Expiry(project: nil, token: "\u{1b}[2J\u{202e}", expiresAt: start, severity: .high)]
    #expect(lines(report).contains { $0.hasSuffix(#"\u{1b}[2J\u{202e}"#) })
  }
}
