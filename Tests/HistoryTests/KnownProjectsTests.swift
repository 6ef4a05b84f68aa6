import Foundation
import GRDB
import Model
import Testing

@testable import History

@Suite("What the history knows of Projects")
struct KnownProjectsTests {
  private static let scope = ProjectScope(
    installation: "7c1f",
    source: StableHash(["kyotu.tech"]),
    gitlab: StableHash(["https://gitlab.example.com"])
  )
  private let chronicle: Chronicle
  private let store: HistoryStore

  init() throws {
    chronicle = try Chronicle()
    store = try HistoryStore(directory: chronicle.directory)
  }

  private func projects(_ names: [String], groups: [String: Int] = [:], scope: ProjectScope = scope) throws
    -> ObservedProjects
  {
    let served = try names.map { name in
      let parts = name.split(separator: "-")
      return try Project(
        ProjectResource(
          reference: ObjectReference(namespace: "projects", name: name),
          uid: "uid-\(name)",
          projectID: .text(String(parts[0])),
          environmentType: .text(String(parts[1]))
        )
      )
    }
    let known = groups.map { KnownProjects.KnownGroup(projectID: $0.key, fullPath: $0.key, id: $0.value) }
    return ObservedProjects(scope: scope, count: names.count, served: served, groups: known)
  }

  private func run(day: Double, _ projects: ObservedProjects?) -> ObservedRun {
    var run = Chronicle.run(day: day)
    run.projects = projects
    return run
  }

  @Test("A Project and its group stay known when they are gone, with the group's latest id")
  func gone() throws {
    _ = try store.record(run(day: 1, projects(["shop-dev", "web-qa"], groups: ["shop": 4, "web": 5])))
    _ = try store.record(run(day: 2, projects(["web-qa"], groups: ["web": 9])))
    _ = try store.record(run(day: 3, nil))
    let known = try store.knownProjects(in: Self.scope)
    #expect(Set(known.claims.map(\.name)) == ["shop-dev", "web-qa"])
    #expect(Set(known.groups.map { "\($0.fullPath) \($0.id)" }) == ["shop 4", "web 9"])
    let reference = ObjectReference(namespace: "projects", name: "shop-dev")
    #expect(known.names(askedForBy: [reference]) == ["shop-dev"])
  }

  @Test("Another cluster, another place of Projects and another GitLab know nothing of it")
  func otherScopes() throws {
    _ = try store.record(run(day: 1, projects(["shop-dev"], groups: ["shop": 4])))
    var scope = Self.scope
    scope.gitlab = nil
    #expect(try store.knownProjects(in: scope).groups.isEmpty)
    #expect(try store.knownProjects(in: scope).claims.count == 1)
    scope = ProjectScope(installation: "other", source: scope.source, gitlab: Self.scope.gitlab)
    #expect(try store.knownProjects(in: scope) == .nothing)
    scope = ProjectScope(installation: "7c1f", source: StableHash(["other.tech"]), gitlab: Self.scope.gitlab)
    #expect(try store.knownProjects(in: scope) == .nothing)
  }

  @Test("The largest number of Projects is that of the unfiltered runs of this scope since then")
  func largest() throws {
    for (day, count) in [(1.0, 5), (5, 3), (8, 2)] {
      _ = try store.record(run(day: day, projects((0..<count).map { "p\($0)-dev" })))
    }
    #expect(try store.largestProjectCount(in: Chronicle.cluster, since: Chronicle.day(0)) == 5)
    #expect(try store.largestProjectCount(in: Chronicle.cluster, since: Chronicle.day(2)) == 3)
    #expect(try store.largestProjectCount(in: Chronicle.cluster, since: Chronicle.day(9)) == nil)
    let other = HistoryScope(installation: "other", lookedAt: Chronicle.cluster.lookedAt)
    #expect(try store.largestProjectCount(in: other, since: Chronicle.day(0)) == nil)
  }

  private func counts() throws -> [Int] {
    try DatabaseQueue(path: chronicle.file).read { database in
      try ["run", "episode", "project", "projectGroup", "journal"].map {
        try Int.fetchOne(database, sql: "SELECT count(*) FROM \($0)") ?? 0
      }
    }
  }

  @Test("What was over 400 days ago is forgotten; what lasts keeps the run that saw it first")
  func forgetting() throws {
    _ = try store.record(run(day: 0, projects(["shop-dev"], groups: ["shop": 4])))
    _ = try store.record(Chronicle.run(day: 1, sees: ["web-dev", "old-dev"]))
    let intent = JournalIntent(
      run: "run-1.0",
      installation: "7c1f",
      kind: .group,
      project: "a",
      subject: "a",
      finding: nil,
      act: .create,
      what: "create it"
    )
    _ = try store.journal(intent, at: Chronicle.day(1))
    _ = try store.record(Chronicle.run(day: 2, sees: ["web-dev"]))
    #expect(try counts() == [3, 2, 1, 1, 1])
    _ = try store.record(Chronicle.run(day: 399, sees: ["web-dev"]))
    #expect(try counts() == [4, 2, 1, 1, 1])
    _ = try store.record(Chronicle.run(day: 403, sees: ["web-dev"]))
    // Deletion goes by the run before, so that one with a wrong clock forgets nothing.
    #expect(try counts() == [5, 2, 1, 1, 1])
    _ = try store.record(Chronicle.run(day: 403.5, sees: ["web-dev"]))
    #expect(try counts() == [4, 1, 0, 0, 0])
    #expect(try chronicle.record(Chronicle.run(day: 404, sees: ["web-dev"])) == ["web-dev ongoing 1-404"])
  }

  @Test("A run with a clock far ahead forgets nothing, nor does the one after it")
  func clockAhead() throws {
    _ = try store.record(run(day: 0, projects(["shop-dev"])))
    _ = try store.record(Chronicle.run(day: 9000))
    _ = try store.record(Chronicle.run(day: 1))
    #expect(try counts()[..<3] == [3, 0, 1])
  }
}
