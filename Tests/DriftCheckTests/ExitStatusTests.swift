import Reports
import Testing

@testable import DriftCheck

@Suite("The exit status")
struct ExitStatusTests {
  @Test(
    "is that of the verdict",
    arguments: [
      (.inSync, false, 0), (.drift, false, 1), (.drift, true, 0), (.incomplete, false, 2), (.incomplete, true, 2),
    ] as [(Verdict, Bool, Int32)]
  )
  func status(verdict: Verdict, toleratesDrift: Bool, expected: Int32) {
    #expect(ExitStatus(verdict, toleratesDrift: toleratesDrift).rawValue == expected)
  }
}
