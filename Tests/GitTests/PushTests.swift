import Foundation
import TestSupport
import Testing

@testable import Git

@Suite("A push")
struct PushTests {
  private let source: SourceRepository
  private let state: TemporaryFolder
  private let author = Author(name: "driftcheck", email: "driftcheck@example.com")

  init() async throws {
    source = try await SourceRepository()
    state = try TemporaryFolder()
    try await source.commit(["a": "1", "b": "2"])
  }

  private func mirror(of remote: Remote) -> Mirror {
    Mirror(of: remote, in: state.url.appending(path: "mirror").path)
  }

  private func change(_ mirror: Mirror, onto tip: Tip) async throws -> ObjectID {
    try await mirror.commit(["a": .write(Array("new".utf8))], onto: tip, message: "Repair", author: author)
  }

  private func refusal(_ mirror: Mirror, _ commit: ObjectID, onto tip: Tip) async -> GitError.Reason? {
    await #expect(throws: GitError.self) { try await mirror.push(commit, onto: tip) }?.reason
  }

  @Test("moves the branch to the commit, which the server then holds", arguments: Way.allCases)
  func taken(way: Way) async throws {
    try await source.withRemote(by: way) { remote in
      let mirror = mirror(of: remote)
      let tip = try await mirror.fetch()
      let commit = try await change(mirror, onto: tip)
      let after = try await mirror.push(commit, onto: tip)
      #expect(after.id == commit)
      #expect(try await source.inBare("rev-parse", "main") == commit.description)
      #expect(try await source.inBare("show", "main:a") == "new")
      #expect(try await source.inBare("for-each-ref", "--format=%(refname)") == "refs/heads/main")
      try await source.inBare("fsck", "--strict")
      #expect(try await mirror.fetch().received == .nothing)
    }
  }

  @Test("loses the race where somebody else was faster, and changes nothing", arguments: Way.allCases)
  func lostRace(way: Way) async throws {
    try await source.withRemote(by: way) { remote in
      let mirror = mirror(of: remote)
      let tip = try await mirror.fetch()
      let commit = try await change(mirror, onto: tip)
      let theirs = try await source.commit(["b": "theirs"])
      #expect(await refusal(mirror, commit, onto: tip) == .lostRace(found: ObjectID(theirs)))
      #expect(try await source.inBare("rev-parse", "main") == theirs)
      let again = try await mirror.fetch()
      let after = try await mirror.push(try await change(mirror, onto: again), onto: again)
      #expect(try await source.inBare("show", "\(after.id):b") == "theirs")
    }
  }

  @Test("loses the race in the last moment, too, when the server has shown the branch already")
  func lateRace() async throws {
    // The hook runs after git has checked what we knew, and moves the branch before git does.
    try source.hook(
      "pre-receive",
      """
      unset GIT_QUARANTINE_PATH
      git update-ref refs/heads/main "$(git commit-tree -p main -m theirs main^{tree})"
      """
    )
    try await source.inBare("config", "user.name", "Other")
    try await source.inBare("config", "user.email", "other@example.com")
    try await source.withRemote(by: .http) { remote in
      let mirror = mirror(of: remote)
      let tip = try await mirror.fetch()
      let commit = try await change(mirror, onto: tip)
      let reason = await refusal(mirror, commit, onto: tip)
      let now = try await source.inBare("rev-parse", "main")
      #expect(now != tip.id.description)
      #expect(reason == .lostRace(found: ObjectID(now)))
    }
  }

  @Test("does not bring back commits that somebody took off the branch", arguments: Way.allCases)
  func rewound(way: Way) async throws {
    let first = try await source.inWork("rev-parse", "HEAD")
    try await source.commit(["secret": "published by mistake"])
    try await source.withRemote(by: way) { remote in
      let mirror = mirror(of: remote)
      let tip = try await mirror.fetch()
      let commit = try await change(mirror, onto: tip)
      try await source.inBare("update-ref", "refs/heads/main", first)
      #expect(await refusal(mirror, commit, onto: tip) == .lostRace(found: ObjectID(first)))
      #expect(try await source.inBare("rev-parse", "main") == first)
    }
  }

  @Test("does not bring back a branch that somebody removed", arguments: Way.allCases)
  func removed(way: Way) async throws {
    try await source.withRemote(by: way) { remote in
      let mirror = mirror(of: remote)
      let tip = try await mirror.fetch()
      let commit = try await change(mirror, onto: tip)
      try await source.inBare("update-ref", "-d", "refs/heads/main")
      #expect(await refusal(mirror, commit, onto: tip) == .lostRace(found: nil))
    }
  }

  @Test("that a hook declines is refused in the hook's words", arguments: ["pre-receive", "update"])
  func declined(hook: String) async throws {
    try source.hook(hook, "echo 'GitLab: commits need a ticket' >&2; exit 1")
    try await source.withRemote(by: .http) { remote in
      let mirror = mirror(of: remote)
      let tip = try await mirror.fetch()
      let commit = try await change(mirror, onto: tip)
      guard case .pushRefused(let said) = await refusal(mirror, commit, onto: tip) else {
        Issue.record("not refused")
        return
      }
      #expect(said.contains("hook declined"))
      #expect(said.contains("commits need a ticket"))
      #expect(try await source.inBare("rev-parse", "main") == tip.id.description)
    }
  }

  @Test("to a protected branch is refused as such")
  func protected() async throws {
    try source.hook(
      "pre-receive",
      "echo 'GitLab: You are not allowed to push code to protected branches on this project.' >&2; exit 1"
    )
    try await source.withRemote(by: .http) { remote in
      let mirror = mirror(of: remote)
      let tip = try await mirror.fetch()
      let commit = try await change(mirror, onto: tip)
      guard case .branchProtected(let said) = await refusal(mirror, commit, onto: tip) else {
        Issue.record("not refused")
        return
      }
      #expect(said.contains("You are not allowed"))
    }
  }
}
