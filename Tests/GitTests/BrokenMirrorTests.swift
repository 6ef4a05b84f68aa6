import Foundation
import TestSupport
import Testing

@testable import Git

@Suite("A mirror that is broken")
struct BrokenMirrorTests {
  private let source: SourceRepository
  private let state: TemporaryFolder
  private let folder: URL
  private let remote: Remote

  init() async throws {
    source = try await SourceRepository()
    state = try TemporaryFolder()
    folder = state.url.appending(path: "deployment.git")
    remote = Remote(url: source.bare.path, branch: "main")
    try await source.commit(["a": "1", "folder/b": "2"])
  }

  private func mirror() -> Mirror { Mirror(of: remote, in: folder.path) }

  /// What may have happened to the folder between two runs.
  enum Damage: CaseIterable, Sendable {
    case otherContent, file, emptyFolder, noHead, noConfiguration, emptyConfiguration, noPacks, emptyPacks, cutPacks
    case scrambledPacks, cutIndexes, brokenReference, referenceToNothing
  }

  private func inflict(_ damage: Damage) throws {
    let files = FileManager.default
    switch damage {
    case .otherContent:
      try files.removeItem(at: folder)
      try files.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data("mine".utf8).write(to: folder.appending(path: "notes"))
    case .file:
      try files.removeItem(at: folder)
      try Data("mine".utf8).write(to: folder)
    case .emptyFolder:
      try files.removeItem(at: folder)
      try files.createDirectory(at: folder, withIntermediateDirectories: true)
    case .noHead: try files.removeItem(at: folder.appending(path: "HEAD"))
    case .noConfiguration: try files.removeItem(at: folder.appending(path: "config"))
    case .emptyConfiguration: try Data().write(to: folder.appending(path: "config"))
    case .noPacks: try files.removeItem(at: folder.appending(path: "objects"))
    case .emptyPacks: try changePacks(".pack") { _ in Data() }
    case .cutPacks: try changePacks(".pack") { $0.prefix($0.count / 2) }
    case .scrambledPacks: try changePacks(".pack") { Data($0.prefix(12)) + Data($0.dropFirst(12).map { ~$0 }) }
    case .cutIndexes: try changePacks(".idx") { $0.prefix($0.count / 2) }
    case .brokenReference: try Data("no commit".utf8).write(to: folder.appending(path: "refs/heads/main"))
    case .referenceToNothing:
      try Data((String(repeating: "1", count: 40) + "\n").utf8).write(to: folder.appending(path: "refs/heads/main"))
    }
  }

  private func changePacks(_ ending: String, _ change: (Data) -> Data) throws {
    let packs = folder.appending(path: "objects/pack")
    let names = try FileManager.default.contentsOfDirectory(atPath: packs.path).filter { $0.hasSuffix(ending) }
    #expect(!names.isEmpty)
    for name in names {
      let file = packs.appending(path: name)
      let changed = change(try Data(contentsOf: file))
      try FileManager.default.removeItem(at: file)
      try changed.write(to: file)
    }
  }

  @Test("is thrown away and fetched anew", arguments: Damage.allCases)
  func damaged(damage: Damage) async throws {
    let before = try await mirror().fetch()
    try inflict(damage)
    let after = try await mirror().fetch()
    #expect(after.id == before.id)
    let file = try #require(try await after.entry(at: "folder/b"))
    #expect(try await after.blob(file.id, limit: 10) == Array("2".utf8))
  }

  @Test("is fetched anew where the damage shows only while it is read", arguments: [Damage.noPacks, .scrambledPacks])
  func damagedWhileRead(damage: Damage) async throws {
    try await source.commit(["c": String(repeating: "long", count: 10_000)])
    _ = try await mirror().fetch()
    let tip = try await mirror().fetch()
    try inflict(damage)
    let file = try #require(try await tip.entry(at: "folder/b"))
    #expect(try await tip.blob(file.id, limit: 10) == Array("2".utf8))
  }

  @Test("is fetched anew where another process was killed in the midst of it")
  func killed() async throws {
    _ = try await mirror().fetch()
    let pack = folder.appending(path: "objects/pack/pack_git2_ab12cd")
    try Data(repeating: 0, count: 1000).write(to: pack)
    try Data().write(to: folder.appending(path: "refs/heads/main.lock"))
    let commit = try await source.commit(["a": "3"])
    #expect(try await mirror().fetch().id.description == commit)
    #expect(!FileManager.default.fileExists(atPath: pack.path))
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/refs/heads/main.lock"))
  }

  @Test("of another URL or branch is replaced")
  func otherOrigin() async throws {
    _ = try await mirror().fetch()
    let other = try await SourceRepository()
    let commit = try await other.commit(["x": "1"], branch: "release")
    let renamed = Mirror(of: Remote(url: other.bare.path, branch: "release"), in: folder.path)
    let tip = try await renamed.fetch()
    #expect(tip.id.description == commit)
    #expect(try await tip.entries().map(\.name) == ["x"])
    let references = try await Program.run("git", ["-C", folder.path, "show-ref"])
    #expect(references.text == "\(commit) refs/heads/release\n")
  }

  @Test("by many small packs is replaced by one")
  func manyPacks() async throws {
    _ = try await mirror().fetch()
    for number in 0..<101 {
      try Data().write(to: folder.appending(path: "objects/pack/pack-\(number).pack"))
    }
    #expect(try await mirror().fetch().received.objects == 5)
  }

  @Test("is not what two at once make of one")
  func together() async throws {
    let tips = try await withThrowingTaskGroup(of: Tip.self) { group in
      for _ in 0..<4 { group.addTask { try await self.mirror().fetch() } }
      var tips: [Tip] = []
      for try await tip in group { tips.append(tip) }
      return tips
    }
    #expect(Set(tips.map(\.id)).count == 1)
    #expect(tips.count { $0.received.objects > 0 } == 1)
  }
}
