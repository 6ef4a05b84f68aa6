import Foundation
import TestSupport
import Testing

/// A bare repository for a server to serve, written by git itself.
struct ServedRepository {
  let folder: URL

  /// One that is there already.
  init(at folder: String) {
    self.folder = URL(filePath: folder)
  }

  /// Makes one without any commit, as `NAME.git` in a folder.
  init(_ name: String, in parent: URL) async throws {
    folder = parent.appending(path: "\(name).git")
    try await git(["init", "--quiet", "--bare", "--initial-branch=main", folder.path])
    try await git(["-C", folder.path, "config", "http.receivepack", "true"])
  }

  /// Adds commits to `main`, each with new files of this many bytes that compress badly.
  func commit(_ commits: Int = 1, files: Int = 1, bytes: Int = 40, name: String = "file") async throws {
    var stream = Data()
    for commit in 0..<commits {
      stream += Data("commit refs/heads/main\ncommitter T <t@example.com> \(1_700_000_000 + commit) +0000\n".utf8)
      stream += Data("data 1\nx\n".utf8)
      if commit == 0, try await tip() != nil { stream += Data("from refs/heads/main^0\n".utf8) }
      for file in 0..<files {
        stream += Data("M 100644 inline \(name)-\(commit)-\(file)\ndata \(bytes)\n".utf8)
        stream += Data((0..<bytes).map { _ in UInt8.random(in: 0...255) }) + Data("\n".utf8)
      }
    }
    try await git(["-C", folder.path, "fast-import", "--quiet"], input: stream)
  }

  /// The commit that `main` names; nil where there is none.
  func tip() async throws -> String? {
    let answer = try await Program.run(
      "git",
      ["-C", folder.path, "rev-parse", "--quiet", "--verify", "refs/heads/main"]
    )
    return answer.status == 0 ? answer.text.trimmingCharacters(in: .newlines) : nil
  }

  /// Whether each object is there and whole.
  func check() async throws {
    try await git(["-C", folder.path, "fsck", "--strict", "--no-dangling"])
  }

  /// Runs git, which must succeed, and gives what it printed.
  @discardableResult
  func git(_ arguments: [String], input: Data = Data()) async throws -> String {
    let run = try await Program.run("git", arguments, input: input)
    try #require(run.status == 0, "git \(arguments): \(run.errors)")
    return run.text
  }
}
