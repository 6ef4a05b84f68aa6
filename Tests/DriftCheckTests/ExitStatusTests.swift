import Testing

@testable import DriftCheck

@Suite("The exit status")
struct ExitStatusTests {
  @Test(
    "is that of the gravest result",
    arguments: [
      (0, 0, false, 0), (3, 0, false, 1), (3, 0, true, 0), (0, 1, false, 2), (3, 1, false, 2), (3, 1, true, 2),
    ] as [(Int, Int, Bool, Int32)]
  )
  func status(standing: Int, unreadable: Int, toleratesDrift: Bool, expected: Int32) {
    let status = ExitStatus(standing: standing, unreadable: unreadable, toleratesDrift: toleratesDrift)
    #expect(status.rawValue == expected)
  }
}
