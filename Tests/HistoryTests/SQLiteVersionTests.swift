import GRDB
import Testing

@testable import History

@Suite("The version of SQLite")
struct SQLiteVersionTests {
  @Test("is what the library itself says")
  func version() throws {
    let own = try DatabaseQueue().read { try String.fetchOne($0, sql: "SELECT sqlite_version()") }
    #expect(SQLiteVersion.current == own)
  }
}
