import Foundation
import Testing

@testable import DriftCheck

@Suite("The name of a run")
struct RunIdentityTests {
  @Test(
    "is its start in UTC and four digits",
    arguments: [(0xa1b2, "a1b2"), (0, "0000"), (0xf, "000f")] as [(UInt16, String)]
  )
  func name(random: UInt16, digits: String) {
    #expect(Date(timeIntervalSince1970: 1_795_312_800.9).runID(random: random) == "20261122T020000Z-\(digits)")
  }

  @Test("differs between two runs of the same second")
  func random() {
    let start = Date(timeIntervalSince1970: 0)
    #expect(Set((0..<20).map { _ in start.runID() }).count > 1)
  }
}
