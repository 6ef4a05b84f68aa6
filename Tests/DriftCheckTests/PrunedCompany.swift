import Foundation
import GRDB
import Sandbox
import TestSupport
import Testing

/// A company of which one Project is gone, and the history of the nights before and after.
struct PrunedCompany {
  /// The NAME whose Project is gone.
  static let gone = "shop-qa"
  /// What speaks for removals in GitLab and in the repositories.
  static let exclusive = "projects: {exclusive: true}\n"

  let company: CheckedCompany
  /// Where the history is.
  let state: URL

  /// Lets a check see the whole company, then takes away the Projects called `names` and what else `change` takes, and
  /// runs `body` with what they left.
  static func run(
    without names: [String] = [gone],
    saying sections: String = exclusive,
    change: (inout World) -> Void = { _ in },
    body: (PrunedCompany) async throws -> Void
  ) async throws {
    let memory = try DriftCheckProgram(configuration: "")
    let state = memory.folder.url.appending(path: "state")
    let sections = "state: {directory: \(state.path)}\n\(sections)"
    var port: UInt16 = 0
    try await CheckedCompany.run(CheckedCompany.world()) { company in
      port = try #require(URL(string: company.server.url)?.port.map(UInt16.init))
      try company.lookAtEverything(sections)
      _ = try await company.report(status: 0)
    }
    var world = CheckedCompany.world()
    for home in ["projects", "projects-emea"] {
      for name in names { world[.projects, ObjectName(namespace: home, name: name)] = nil }
    }
    change(&world)
    try await CheckedCompany.run(world, port: port) { company in
      try company.lookAtEverything(sections)
      try await body(PrunedCompany(company: company, state: state))
    }
  }

  /// Lets time pass, by moving all that the history holds into the past.
  func pass(days: Double) throws {
    let queue = try DatabaseQueue(path: state.appending(path: "driftcheck.sqlite").path)
    let columns = [
      "run": ["startedAt", "finishedAt"], "episode": ["since"], "journal": ["begunAt", "endedAt"],
      "project": ["firstSeen", "lastSeen"], "projectGroup": ["firstSeen", "lastSeen"],
    ]
    try queue.write { database in
      for (table, names) in columns {
        let changes = names.map { "\($0) = strftime('%Y-%m-%d %H:%M:%f', \($0), '-\(days * 86_400) seconds')" }
        try database.execute(sql: "UPDATE \(table) SET \(changes.joined(separator: ", "))")
      }
    }
    try queue.close()
  }

  /// Checks on three nights within eight days, so that all grace is over.
  func outlastGrace() async throws {
    for _ in 0..<2 {
      _ = try await company.program.check()
      try pass(days: 4)
    }
  }

  /// Removes what may go, without asking.
  func prune(
    _ arguments: [String] = [],
    status: Int32,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> DriftCheckReport {
    try await company.fix(["--prune"] + arguments, status: status, sourceLocation: sourceLocation)
  }

  /// The files of removed things.
  var restoreFiles: [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: state.appending(path: "restore").path)) ?? []
  }
}
