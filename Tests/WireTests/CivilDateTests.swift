import Foundation
import Testing
import Wire

@Suite("A civil date")
struct CivilDateTests {
  @Test(
    "is read from ten characters",
    arguments: ["2026-11-22", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"]
  )
  func reads(text: String) {
    #expect(CivilDate(text)?.description == text)
  }

  @Test(
    "is not read from anything else",
    arguments: [
      "", "2026-11-2", "2026-11-022", "2026-13-01", "2026-00-01", "2026-02-29", "1900-02-29", "2026-04-31",
      "2026-01-00",
      "0000-01-01", "2026/11/22", " 2026-11-22", "2026-11-22T00:00:00Z", "+026-11-22", "２026-11-22", "20261122",
    ]
  )
  func refuses(text: String) {
    #expect(CivilDate(text) == nil)
  }

  @Test("begins at midnight in UTC", arguments: ["1970-01-01", "1969-12-31", "2024-02-29", "2026-11-22", "2100-03-01"])
  func begins(text: String) throws {
    let date = try #require(CivilDate(text))
    #expect(date.startInUTC == (try Date("\(text)T00:00:00Z", strategy: .iso8601)))
  }

  @Test("is found again from any instant of its day")
  func roundTrip() throws {
    for days in stride(from: -200_000, through: 200_000, by: 97) {
      let start = Date(timeIntervalSince1970: Double(days) * 86_400)
      let date = try #require(CivilDate(containing: start))
      #expect(date.startInUTC == start)
      #expect(CivilDate(containing: start + 86_399) == date)
      #expect(CivilDate(date.description) == date)
    }
  }

  @Test("orders by year, then month, then day")
  func order() throws {
    let texts = ["2025-12-31", "2026-01-01", "2026-01-31", "2026-02-01"]
    #expect(texts.compactMap { CivilDate($0) }.sorted { $1 < $0 }.map(\.description) == texts.reversed())
  }
}
