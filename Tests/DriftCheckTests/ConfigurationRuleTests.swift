import Drift
import Foundation
import Model
import Testing

@testable import DriftCheck

@Suite("Rules of what to ignore, and the values in them")
struct ConfigurationRuleTests {
  @Test("A rule reaches the comparison with all its keys, and ends with its last day")
  func rule() throws {
    let read = try configuration(
      leastConfiguration
        + "ignore: [{kind: namespace, project: legacy-*, fault: changed, until: 2027-03-31, reason: OPS-12}]"
    )
    let firstOfApril = Date(timeIntervalSince1970: 1_806_537_600)
    #expect(
      read.ignoreRules == [
        IgnoreRule(
          kind: .namespace,
          project: Glob("legacy-*"),
          fault: .changed,
          expiresAt: firstOfApril,
          reason: "OPS-12"
        )
      ]
    )
  }

  @Test("A key that is left out of a rule is left open")
  func openRule() throws {
    let read = try configuration(leastConfiguration + "ignore: [{fault: changed, reason: noise}]")
    #expect(read.ignoreRules == [IgnoreRule(fault: .changed, reason: "noise")])
  }

  @Test(
    "A duration is shown in its greatest whole unit",
    arguments: [("0s", "0s"), ("90s", "90s"), ("60s", "1m"), ("24h", "1d"), ("365d", "365d"), ("90m", "90m")]
  )
  func duration(written: String, shown: String) throws {
    #expect(try #require(Duration(unitText: written)).unitText == shown)
  }

  @Test(
    "A duration without unit, or beyond all bounds, is none",
    arguments: ["", "10", "s", "-1s", "9223372036854775807d"]
  )
  func noDuration(written: String) {
    #expect(Duration(unitText: written) == nil)
  }
}
