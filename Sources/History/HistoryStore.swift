import Drift
package import Foundation
import GRDB
import Model

/// The history in a folder: which findings each run saw, since when, and when they went.
///
/// It is one SQLite file. Each run is one transaction, so that a process that is killed leaves nothing half written,
/// and several processes may use it at once.
package struct HistoryStore: Sendable {
  /// The name of the file in its folder.
  package static let fileName = "driftcheck.sqlite"
  /// How long a run, an act or a Project that is gone is remembered, in seconds.
  package static let longestMemory: TimeInterval = 400 * 86_400
  /// How long one process waits until another has written, in seconds.
  private static let patience: TimeInterval = 10

  /// Where the file is.
  package let file: String
  private let queue: DatabaseQueue

  /// Opens the history in `directory`; makes folder and file where they are not there yet.
  ///
  /// - Throws: ``HistoryError`` where they cannot be made, opened or used by this version.
  package init(directory: String) throws(HistoryError) {
    let file = "\(directory)/\(HistoryStore.fileName)"
    self.file = file
    do {
      try FileManager.default.createDirectory(
        atPath: directory,
        withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700]
      )
      queue = try DatabaseQueue(path: file, configuration: HistoryStore.configuration)
      guard try !queue.read(Schema.migrator.hasBeenSuperseded) else {
        throw HistoryError(file: file, problem: .newerSchema)
      }
      try Schema.migrate(queue)
    } catch {
      throw HistoryError(file: file, error)
    }
  }

  /// Keeps what `run` saw and says how it stands to the runs of the same scope before it.
  ///
  /// Blocks while another process writes. What is older than ``longestMemory`` is forgotten.
  ///
  /// - Returns: one verdict for each finding of the run, in its order, then one for each that is gone.
  /// - Throws: ``HistoryError``; then nothing of the run was kept.
  package func record(_ run: ObservedRun) throws(HistoryError) -> [HistoryVerdict] {
    try write { database in
      let rows = HistoryRows(database: database)
      let scope = try rows.scope(run.scope)
      let decision = try HistoryDecision(
        of: run,
        known: rows.episodes(in: scope, lastingOrEndedSince: run.startedAt),
        lastRun: rows.lastUnfilteredRun(in: scope),
        repairs: run.scope.installation.map { try JournalRows(database: database).repairs(in: $0) } ?? [:]
      )
      let lastOfAll = try rows.lastRun()
      try rows.insert(run, in: scope)
      if decision.startsAnew { try rows.startAnew(in: scope) }
      for beginning in decision.opened { try rows.open(beginning, in: scope, run: run.id) }
      for continuation in decision.prolonged { try rows.prolong(continuation, run: run.id) }
      for episode in decision.closed { try rows.close(episode, run: run.id) }
      if let projects = run.projects { try ProjectRows(database: database).note(projects, seenAt: run.startedAt) }
      // The earlier of the two, lest one run with a clock far ahead forgets everything.
      if let lastOfAll {
        try rows.forget(before: min(lastOfAll, run.startedAt).addingTimeInterval(-HistoryStore.longestMemory))
      }
      return decision.verdicts
    }
  }

  func read<Value>(_ body: (Database) throws -> Value) throws(HistoryError) -> Value {
    do {
      return try queue.read(body)
    } catch {
      throw HistoryError(file: file, error)
    }
  }

  func write<Value>(_ body: (Database) throws -> Value) throws(HistoryError) -> Value {
    do {
      return try queue.write(body)
    } catch {
      throw HistoryError(file: file, error)
    }
  }

  private static var configuration: Configuration {
    var configuration = Configuration()
    configuration.label = "history"
    configuration.busyMode = .timeout(patience)
    configuration.foreignKeysEnabled = true
    configuration.prepareDatabase { database in
      // Not GRDB's own setting: it writes to the file each time it opens it, and waits less for the disk.
      try database.execute(sql: "PRAGMA journal_mode = WAL")
    }
    return configuration
  }
}
