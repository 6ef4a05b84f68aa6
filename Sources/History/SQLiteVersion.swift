import GRDB

/// The SQLite library that keeps the history.
package enum SQLiteVersion {
  /// `3.40.1`: of the library in use, not of the one it was built with.
  package static var current: String {
    let number = Database.sqliteLibVersionNumber
    return "\(number / 1_000_000).\(number / 1000 % 1000).\(number % 1000)"
  }
}
