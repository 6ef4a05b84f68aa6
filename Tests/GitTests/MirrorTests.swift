import Foundation
import Secrets
import TestSupport
import Testing

@testable import Git

@Suite("A mirror")
struct MirrorTests {
  private let source: SourceRepository
  private let state: TemporaryFolder

  init() async throws {
    source = try await SourceRepository()
    state = try TemporaryFolder()
  }

  private func mirror(of remote: Remote) -> Mirror {
    Mirror(of: remote, in: state.url.appending(path: "git/deployment.git").path)
  }

  @Test("A first fetch brings the branch, whose files and folders can be read", arguments: Way.allCases)
  func first(way: Way) async throws {
    let commit = try await source.commit(["applications/shop-dev.yaml": "kind: AppProject\n", "README": "hello\n"])
    try await source.withRemote(by: way) { remote in
      let tip = try await mirror(of: remote).fetch()
      #expect(tip.id.description == commit)
      #expect(tip.received.objects == 5)
      #expect(tip.received.bytes > 0)
      let top = try await tip.entries()
      #expect(top.map(\.name) == ["README", "applications"])
      #expect(top.map(\.kind) == [.file(isExecutable: false), .folder])
      let file = try #require(try await tip.entry(at: "applications/shop-dev.yaml"))
      #expect(try await tip.entries(in: "applications") == [file])
      #expect(try await tip.entries(ofFolder: top[1].id) == [file])
      #expect(file.id == ObjectID(ofFile: Array("kind: AppProject\n".utf8)))
      #expect(try await tip.blob(file.id, limit: 100) == Array("kind: AppProject\n".utf8))
    }
  }

  @Test("A second fetch brings only what is new, a third one nothing", arguments: Way.allCases)
  func incremental(way: Way) async throws {
    try await source.commit(["a": "1", "b/c": "2"])
    try await source.withRemote(by: way) { remote in
      #expect(try await mirror(of: remote).fetch().received.objects == 5)
      let commit = try await source.commit(["a": "3"])
      let second = try await mirror(of: remote).fetch()
      #expect(second.id.description == commit)
      #expect(second.received.objects == 3)
      let third = try await mirror(of: remote).fetch()
      #expect(third.id.description == commit)
      #expect(third.received == .nothing)
      #expect(try await third.entry(at: "b/c") != nil)
    }
  }

  @Test("History that was rewritten is followed", arguments: Way.allCases)
  func rewritten(way: Way) async throws {
    let base = try await source.commit(["a": "1"])
    try await source.commit(["a": "2"])
    try await source.withRemote(by: way) { remote in
      let mirror = mirror(of: remote)
      let before = try await mirror.fetch()
      let commit = try await source.commit(["b": "3"], from: base)
      let after = try await mirror.fetch()
      #expect(after.id.description == commit)
      #expect(try await after.entries().map(\.name) == ["a", "b"])
      #expect(try await before.entries().map(\.name) == ["a"])
    }
  }

  @Test("Nothing but the wanted branch is fetched, no other branch and no tag")
  func oneBranch() async throws {
    try await source.commit(["a": "1"])
    try await source.inWork("tag", "release")
    try await source.inWork("push", "--quiet", "origin", "release")
    let other = try await source.commit(["big": String(repeating: "x", count: 10_000)], branch: "other")
    try await source.withRemote(by: .http) { remote in
      let tip = try await mirror(of: remote).fetch()
      #expect(tip.received.objects == 3)
      let references = try await Program.run("git", ["-C", state.url.path + "/git/deployment.git", "show-ref"])
      #expect(references.text == "\(tip.id) refs/heads/main\n")
      let absent = try #require(ObjectID(other))
      await #expect(throws: GitError.self) { try await tip.entries(ofFolder: absent) }
    }
  }

  @Test("What is not in the commit is nothing, not an error", arguments: ["nothing", "a/b", "folder/x", "/", "a/", ""])
  func absent(path: String) async throws {
    try await source.commit(["a": "1", "folder/b": "2"])
    let tip = try await mirror(of: Remote(url: source.bare.path, branch: "main")).fetch()
    #expect(try await tip.entry(at: path) == nil)
  }

  @Test("A folder that is none holds nothing", arguments: ["nothing", "a", "a/b", "folder/x"])
  func absentFolder(path: String) async throws {
    try await source.commit(["a": "1", "folder/b": "2"])
    let tip = try await mirror(of: Remote(url: source.bare.path, branch: "main")).fetch()
    #expect(try await tip.entries(in: path) == [])
  }

  @Test("Executable files, links and submodules are told apart")
  func kinds() async throws {
    try await source.commit(["a": "1"])
    let folder = source.workFolder.path
    try FileManager.default.createSymbolicLink(atPath: folder + "/link", withDestinationPath: "a")
    try Data().write(to: URL(filePath: folder + "/run"))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder + "/run")
    let other = try await source.inWork("rev-parse", "HEAD")
    try await source.inWork("add", "--all")
    try await source.inWork("update-index", "--add", "--cacheinfo", "160000,\(other),sub")
    try FileManager.default.createDirectory(atPath: folder + "/sub", withIntermediateDirectories: true)
    try await source.inWork("commit", "--quiet", "--message=Kinds")
    try await source.inWork("push", "--quiet", "origin", "HEAD:main")
    let tip = try await mirror(of: Remote(url: source.bare.path, branch: "main")).fetch()
    let kinds = try await tip.entries().map { "\($0.name) \($0.kind)" }
    #expect(kinds == ["a file(isExecutable: false)", "link link", "run file(isExecutable: true)", "sub submodule"])
  }
}
