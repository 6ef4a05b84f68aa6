import Foundation
import HTTP
import Secrets
import TestSupport
import Testing

@testable import Git

@Suite("A fetch that cannot be")
struct FetchFailureTests {
  private let source: SourceRepository
  private let state: TemporaryFolder

  init() async throws {
    source = try await SourceRepository()
    state = try TemporaryFolder()
  }

  private func mirror(of remote: Remote, patience: Duration = .seconds(60)) -> Mirror {
    Mirror(of: remote, in: state.url.appending(path: "deployment.git").path, lockPatience: patience)
  }

  @Test("names the branches that there are where the wanted one is not", arguments: Way.allCases)
  func missingBranch(way: Way) async throws {
    try await source.commit(["a": "1"])
    try await source.commit(["a": "2"], branch: "release")
    try await source.withRemote(by: way, branch: "mian") { remote in
      #expect(await mirror(of: remote).failure() == .branchMissing("mian", others: ["main", "release"]))
    }
  }

  @Test("tells an empty repository from one without the branch", arguments: Way.allCases)
  func empty(way: Way) async throws {
    try await source.withRemote(by: way) { remote in
      #expect(await mirror(of: remote).failure() == .empty)
    }
  }

  @Test("says that there is no repository at a path")
  func noRepository() async {
    #expect(await mirror(of: Remote(url: state.url.path, branch: "main")).failure() == .notARepository)
  }

  @Test("says that there is no connection")
  func unreachable() async throws {
    let server = try await GitServer.start(source)
    await server.stop()
    let reason = await mirror(of: Remote(url: server.url(), branch: "main")).failure()
    guard case .http(let refusal) = reason, case .transport(let error) = refusal.cause, case .unreachable = error.reason
    else {
      Issue.record("\(String(describing: reason))")
      return
    }
  }

  @Test("says who was refused, and never the password, neither in words nor in the mirror")
  func refusedPassword() async throws {
    try await source.commit(["a": "1"])
    let server = try await GitServer.start(source, password: "oauth2:the right password")
    var remote = Remote(url: server.url(), branch: "main")
    #expect(await mirror(of: remote).refusal() == .credentialMissing)
    remote.credential = .password(username: "oauth2", Secret("the wrong password"))
    let error = await #expect(throws: GitError.self) { try await mirror(of: remote).fetch() }
    #expect(await mirror(of: remote).refusal() == .credentialRefused(username: "oauth2"))
    #expect(!"\(String(describing: error)) \(String(reflecting: error))".contains("wrong password"))
    remote.credential = .password(username: "oauth2", Secret("the right password"))
    #expect(try await mirror(of: remote).fetch().received.objects == 3)
    await server.stop()
    let kept = try await Program.run("grep", ["--recursive", "--text", "right password", state.url.path])
    #expect(kept.status == 1)
  }

  @Test(
    "finds mistakes of the settings before anything is tried",
    arguments: [
      ("ftp://git.example.com/a.git", Remote.Credential.none, "https://"),
      ("https://oauth2:hunter2hunter2@git.example.com/a.git", .none, "password"),
      ("https://oauth2@git.example.com/a.git", .none, "user"),
      ("https://git.example.com/a b.git", .none, "percent"),
      ("relative/path", .none, "absolute path"),
      ("git@git.example.com:a.git", .none, "SSH key"),
      ("git@git.example.com:a.git", .password(username: "a", Secret("b")), "SSH key"),
      ("https://git.example.com/a.git", .sshKey(Secret("key"), knownHosts: ""), "password"),
    ]
  )
  func malformed(url: String, credential: Remote.Credential, hint: String) async {
    let error = await #expect(throws: GitError.self) {
      try await mirror(of: Remote(url: url, branch: "main", credential: credential)).fetch()
    }
    guard case .malformedRemote(let fault) = error?.reason else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(fault.contains(hint))
    #expect(!fault.contains("hunter2"))
  }

  @Test("refuses what no branch can be called", arguments: ["", "a b", "a..b", "-a", "a.lock", "a:b", "refs/heads/"])
  func malformedBranch(name: String) async {
    let reason = await mirror(of: Remote(url: source.bare.path, branch: name)).failure()
    #expect(reason == .malformedRemote("'\(name)' cannot be the name of a branch"))
  }

  @Test("says that the state folder cannot be used")
  func unusableFolder() async throws {
    try await source.commit(["a": "1"])
    try Data().write(to: state.url.appending(path: "file"))
    let folder = state.url.appending(path: "file/mirror.git").path
    let reason = await Mirror(of: Remote(url: source.bare.path, branch: "main"), in: folder).failure()
    #expect(reason == .folderUnusable(state.url.path + "/file", detail: "it cannot be made"))
  }

  @Test("blames the folder where nothing can be written into it any more, as on a full volume")
  func unwritableFolder() async throws {
    try await source.commit(["a": "1"])
    let path = state.url.appending(path: "deployment.git").path
    // A pipe that the server reads before it answers: its other end opens when the mirror's folder is made.
    let pipe = source.bare.appending(path: "objects/info/alternates").path
    #expect(mkfifo(pipe, 0o600) == 0)
    // Not even root can make a file in /proc.
    let script = "exec 3>\"$1\" && rm \"$1\" && rm -r \"$2/objects/pack\" && ln -s /proc \"$2/objects/pack\""
    async let breaking = Program.run("timeout", ["60", "sh", "-c", script, "sh", pipe, path])
    try await source.withRemote(by: .http) { remote in
      let reason = await mirror(of: remote).failure()
      guard case .folderUnusable(path, let detail) = reason else {
        Issue.record("\(String(describing: reason))")
        return
      }
      #expect(detail.contains("objects/pack"))
    }
    #expect(try await breaking.status == 0)
  }

  @Test("waits for another process, and no longer than it may")
  func busy() async throws {
    try await source.commit(["a": "1"])
    let path = state.url.appending(path: "deployment.git").path
    let remote = Remote(url: source.bare.path, branch: "main")
    let holder = try TestProcess(["flock", "--no-fork", path + ".lock", "sh", "-c", "echo held; exec cat"])
    try await holder.waitForPrint(of: "held")
    #expect(
      await mirror(of: remote, patience: .milliseconds(50)).failure()
        == .folderBusy(path, waited: .milliseconds(50))
    )
    let waiting = Task { await mirror(of: remote).failure() }
    holder.stop()
    #expect(await waiting.value == nil)
  }

  @Test("ends when it is cancelled, or at the deadline, although the server never answers")
  func interrupted() async throws {
    let connected = TestSignal()
    let server = try ScriptedServer { connection, _ in
      connected.raise()
      connection.waitForClose()
    }
    var remote = Remote(url: server.url + "/a.git", branch: "main")
    let fetch = Task { [remote] in await mirror(of: remote).failure() }
    await connected.wait()
    fetch.cancel()
    #expect(await fetch.value == .cancelled)
    remote.deadline = .now + .milliseconds(100)
    let other = Mirror(of: remote, in: state.url.appending(path: "other.git").path)
    #expect(await other.failure() == .deadline)
    server.stop()
  }
}
