import Foundation
import TestSupport
import Testing

@testable import Git

@Suite("A commit")
struct CommitTests {
  private let source: SourceRepository
  private let state: TemporaryFolder
  private let mirror: Mirror
  private let author = Author(name: "driftcheck", email: "driftcheck@example.com")

  init() async throws {
    source = try await SourceRepository()
    state = try TemporaryFolder()
    mirror = Mirror(
      of: Remote(url: source.bare.path, branch: "main"),
      in: state.url.appending(path: "mirror").path
    )
  }

  /// Commits, and shows what is different, as git words it: mode, status and path.
  private func difference(_ changes: [String: Change]) async throws -> [String] {
    let tip = try await mirror.fetch()
    let id = try await mirror.commit(changes, onto: tip, message: "Repair\n\nshop-dev: all\n", author: author)
    let shown = try await Program.run(
      "git",
      ["-C", state.url.path + "/mirror", "diff-tree", "-r", "--no-renames", "\(tip.id)", "\(id)"]
    )
    return shown.text.split(separator: "\n").map { line in
      let words = line.split(whereSeparator: \.isWhitespace)
      return [words[1], words[4], words[5]].joined(separator: " ")
    }
  }

  @Test("changes what it is told to, and nothing else; modes are kept")
  func changes() async throws {
    try await source.commit(["a/b/c": "1", "a/d": "2", "run": "3", "z": "4"])
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755],
      ofItemAtPath: source.workFolder.path + "/run"
    )
    try await source.pushAll()
    let changed = try await difference([
      "a/b/c": .write(Array("new".utf8)), "run": .write([0, 255, 10]), "new/x/y": .write([]), "z": .remove,
      "nothing/here": .remove,
    ])
    #expect(changed == ["100644 M a/b/c", "100644 A new/x/y", "100755 M run", "000000 D z"])
  }

  @Test("bears its parent, message and author")
  func metadata() async throws {
    let parent = try await source.commit(["a": "1"])
    let tip = try await mirror.fetch()
    let id = try await mirror.commit(["a": .write([50])], onto: tip, message: "Repair\n\nbody\n", author: author)
    let shown = try await Program.run(
      "git",
      ["-C", state.url.path + "/mirror", "show", "--no-patch", "--format=%P|%an|%ae|%cn|%B", "\(id)"]
    )
    #expect(shown.text == "\(parent)|driftcheck|driftcheck@example.com|driftcheck|Repair\n\nbody\n\n")
  }

  @Test("leaves no empty folder behind")
  func emptied() async throws {
    try await source.commit(["a/b/c": "1", "a/b/d": "2", "e": "3", "f/g": "4", "f/h": "5"])
    let tip = try await mirror.fetch()
    let changes: [String: Change] = ["a/b/c": .remove, "a/b/d": .remove, "f/g": .remove]
    let id = try await mirror.commit(changes, onto: tip, message: "Clean", author: author)
    let after = Tip(id, of: mirror, received: .nothing)
    #expect(try await after.entries().map(\.name) == ["e", "f"])
    #expect(try await after.entries(in: "f").map(\.name) == ["h"])
    let all: [String: Change] = ["e": .remove, "f/h": .remove]
    let none = try await mirror.commit(all, onto: after, message: "Clean", author: author)
    #expect(try await Tip(none, of: mirror, received: .nothing).entries() == [])
  }

  @Test("replaces a folder's last file by another one in it")
  func replaced() async throws {
    try await source.commit(["a/b": "1", "z": "2"])
    #expect(try await difference(["a/b": .remove, "a/c": .write([])]) == ["000000 D a/b", "100644 A a/c"])
  }

  @Test("is not made where nothing would change")
  func unchanged() async throws {
    try await source.commit(["a": "1", "b": "2"])
    let tip = try await mirror.fetch()
    let same: [String: Change] = ["a": .write(Array("1".utf8)), "c": .remove]
    #expect(try await mirror.commit(same, onto: tip, message: "Nothing", author: author) == tip.id)
    #expect(try await mirror.commit([:], onto: tip, message: "Nothing", author: author) == tip.id)
  }

  private func refusal(_ path: String, _ change: Change = .write([])) async throws -> GitError.Reason? {
    let tip = try await mirror.fetch()
    return await #expect(throws: GitError.self) {
      try await mirror.commit([path: change], onto: tip, message: "Refused", author: author)
    }?.reason
  }

  @Test("is refused where its path leads through a link, a file, or names a folder", arguments: [true, false])
  func taken(removes: Bool) async throws {
    let change: Change = removes ? .remove : .write([])
    try await source.commit(["file": "1", "folder/x": "2"])
    try FileManager.default.createSymbolicLink(
      atPath: source.workFolder.path + "/link",
      withDestinationPath: "folder"
    )
    try await source.pushAll()
    #expect(try await refusal("link/x", change) == .pathTaken("link/x", at: "link", by: .link))
    #expect(try await refusal("link", change) == .pathTaken("link", at: "link", by: .link))
    #expect(try await refusal("folder", change) == .pathTaken("folder", at: "folder", by: .folder))
    #expect(
      try await refusal("file/x", change) == .pathTaken("file/x", at: "file", by: .file(isExecutable: false))
    )
  }

  @Test(
    "is refused with a path that no file can have",
    arguments: [
      "", "/", "/a", "a/", "a//b", "../a", "a/../b", "./a", ".git/config", "a/.GIT/b", "a\u{0}b", "a\\b", "a\nb",
    ]
  )
  func unusable(path: String) async throws {
    try await source.commit(["a": "1"])
    #expect(try await refusal(path) == .pathUnusable(path))
  }

  @Test("is refused with an author that cannot be written down", arguments: ["", "  ", "a<b", "a\nb"])
  func author(name: String) async throws {
    try await source.commit(["a": "1"])
    let tip = try await mirror.fetch()
    let author = Author(name: name, email: "a@example.com")
    let error = await #expect(throws: GitError.self) {
      try await mirror.commit(["a": .remove], onto: tip, message: "Refused", author: author)
    }
    #expect(error?.reason == .authorUnusable(author))
  }
}
