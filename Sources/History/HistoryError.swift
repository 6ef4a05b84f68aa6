import Foundation
import GRDB

/// A history that cannot be used.
package struct HistoryError: Error, Sendable, Hashable {
  /// What stands in the way.
  package enum Problem: Sendable, Hashable {
    /// The folder cannot be made; what the system said.
    case folder(String)
    /// The file cannot be opened or made.
    case cannotOpen
    case readOnly
    /// No room is left on its disk.
    case full
    /// Another process held it all the time.
    case busy
    /// It is no database, or a broken one.
    case damaged
    /// A later version of the program has changed its tables.
    case newerSchema
    /// Anything else, in the words of SQLite.
    case other(String)
  }

  /// Where the file is or should be.
  package let file: String
  package let problem: Problem

  init(file: String, problem: Problem) {
    self.file = file
    self.problem = problem
  }

  /// Sorts whatever was thrown while the history in `file` was used.
  init(file: String, _ error: any Error) {
    switch error {
    case let error as HistoryError: self = error
    case let error as DatabaseError: self.init(file: file, problem: Problem(error))
    case let error as CocoaError: self.init(file: file, problem: .folder(error.localizedDescription))
    case let error: self.init(file: file, problem: .other(String(describing: error)))
    }
  }
}

extension HistoryError.Problem {
  /// The result codes of SQLite (sqlite.org/rescode.html).
  fileprivate init(_ error: DatabaseError) {
    switch error.resultCode {
    case .SQLITE_CANTOPEN: self = .cannotOpen
    case .SQLITE_READONLY, .SQLITE_PERM: self = .readOnly
    case .SQLITE_FULL: self = .full
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .damaged
    case let code: self = .other(error.message ?? "SQLite error \(code.rawValue)")
    }
  }
}

extension HistoryError: CustomStringConvertible {
  /// What was tried, on which file, what stands in the way, and what to do.
  package var description: String {
    "cannot use the history in \(file): \(reason)"
  }

  /// What stands in the way, and what to do.
  package var reason: String { problem.words }
}

extension HistoryError.Problem {
  fileprivate var words: String {
    switch self {
    case .folder(let reason): "its folder cannot be made: \(reason); correct state.directory in the configuration"
    case .cannotOpen: "the file cannot be opened; check that its folder may be read and written"
    case .readOnly: "it may only be read; let this user write the file and its folder"
    case .full: "no room is left on its disk; make room"
    case .busy: "another process held it all the time; look which one does"
    case .damaged: "it is no SQLite database, or a broken one; move it away, and a new one is begun"
    case .newerSchema: "a later version of driftcheck has written it; use that version, or another state.directory"
    case .other(let words): "SQLite says: \(words)"
    }
  }
}
