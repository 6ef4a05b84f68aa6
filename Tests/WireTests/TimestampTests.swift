import Foundation
import Testing
import Wire

@Suite("Timestamps")
struct TimestampTests {
  @Test(
    "are read as RFC 3339 writes them",
    arguments: [
      ("1970-01-01T00:00:00Z", 0.0),
      ("2000-02-29T12:00:00Z", 951_825_600),
      ("2026-11-22T02:00:00Z", 1_795_312_800),
      ("2026-11-22T03:30:00+01:30", 1_795_312_800),
      ("2026-11-21T21:00:00-05:00", 1_795_312_800),
      ("2026-11-22T02:00:00.250000Z", 1_795_312_800.25),
      ("2026-11-22T03:30:00.500+01:30", 1_795_312_800.5),
    ]
  )
  func reads(text: String, seconds: Double) {
    #expect(Timestamp.date(from: text) == Date(timeIntervalSince1970: seconds))
  }

  @Test(
    "are not read from anything else",
    arguments: [
      "", "2026-11-22", "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z", "2026-11-22T24:00:00Z",
      "2026-11-22T02:00:00", "2026-11-22T02:00:00.Z", "2026-11-22T02:00:00+0100", "2026-11-22T02:00:00Zx",
    ]
  )
  func refuses(text: String) {
    #expect(Timestamp.date(from: text) == nil)
  }
}
