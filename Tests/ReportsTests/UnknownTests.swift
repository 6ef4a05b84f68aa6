import Foundation
import Model
import Reports
import Testing

@Suite("What could not be read, in the report for people")
struct UnknownTests {
  private func section(_ parts: [Unreadable]) -> [String] {
    let text = lines(aReport(unreadable: parts), width: 200)
    let begin = text.firstIndex { $0.hasPrefix("UNKNOWN") } ?? text.endIndex
    return Array(text[begin...].dropFirst().prefix { !$0.isEmpty })
  }

  @Test("Many of one sort with one cause are told together, with the first as the example")
  func alike() {
    let parts = (1...212).map { refusedTokens(of: "group\($0)") }
    #expect(
      section(parts) == [
        "  gitlab: access tokens of groups, 212 of them: group1, group2, group3, group4, group5 and 207 more, all in the "
          + "JSON report",
        "    why, of the first: cannot list the access tokens of the group group1: the server says 401: 401 Unauthorized",
        "    missing permission: Owner on the group group1, and the like for the others",
      ]
    )
  }

  @Test("One alone is told as it is, and so is what belongs to no series")
  func alone() {
    #expect(
      section([refusedTokens(of: "shop"), refused, refused]).map { $0.prefix { $0 != ":" } } == [
        "  gitlab", "    why", "    missing permission", "  kubernetes", "    why", "    missing permission",
        "  kubernetes", "    why", "    missing permission",
      ]
    )
  }

  @Test("Another cause, sort, system or missing right is told apart")
  func different() {
    let first = refusedTokens(of: "shop")
    var parts = [first, refusedTokens(of: "crew"), refusedTokens(of: "web", role: false)]
    for change: WritableKeyPath<Unreadable.Series, String> in [\.cause, \.sort] {
      var other = first
      other.series?[keyPath: change] = "another"
      parts.append(other)
    }
    var elsewhere = first
    elsewhere.system = .flux
    #expect(section(parts + [elsewhere]).count { $0.hasPrefix("    why") } == 5)
  }

  @Test("A right that all of them need alike is named once")
  func samePermission() {
    let parts = ["shop", "crew"].map { group in
      var part = refusedTokens(of: group)
      part.missingPermission = "scope read_api"
      return part
    }
    #expect(section(parts).last == "    missing permission: scope read_api")
  }

  @Test("Every part counts, and JSON has each")
  func complete() throws {
    let report = aReport(unreadable: (1...300).map { refusedTokens(of: "group\($0)") })
    #expect(lines(report).first == "Incomplete: 300 parts could not be read; no finding in the rest")
    #expect(try report.rendered(as: .json).components(separatedBy: "\"subject\"").count == 301)
  }
}
