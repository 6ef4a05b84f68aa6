import Foundation
import Sandbox
import TestSupport

/// The program `git` as a user of the sandbox's repositories runs it, in a folder of its own.
struct GitClient {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// Runs git to its end, in the folder or in `clone`, one in it.
  func run(_ arguments: String..., in clone: String = "") async throws -> Program {
    try await Program.run(
      "git",
      ["-C", folder.url.appending(path: clone).path] + arguments,
      environment: [
        "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": folder.url.path,
        "GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0", "NO_PROXY": "127.0.0.1",
        "GIT_AUTHOR_NAME": "Tester", "GIT_AUTHOR_EMAIL": "tester@example.com",
        "GIT_COMMITTER_NAME": "Tester", "GIT_COMMITTER_EMAIL": "tester@example.com",
      ]
    )
  }

  /// Clones into the folder `clone`.
  func clone(_ url: String) async throws -> Program {
    try await run("clone", "--quiet", url, "clone")
  }

  /// Every file of the clone but git's own, by its path.
  func files() throws -> [String: String] {
    let clone = folder.url.appending(path: "clone").path
    let paths = try FileManager.default.subpathsOfDirectory(atPath: clone).filter { !$0.hasPrefix(".git/") }
    var files: [String: String] = [:]
    for path in paths {
      var isFolder: ObjCBool = false
      let file = "\(clone)/\(path)"
      guard FileManager.default.fileExists(atPath: file, isDirectory: &isFolder), !isFolder.boolValue else { continue }
      files[path] = String(decoding: try Data(contentsOf: URL(filePath: file)), as: UTF8.self)
    }
    return files
  }

  /// Writes a file of the clone, commits it and pushes.
  func push(_ text: String, to path: String) async throws -> Program {
    try Data(text.utf8).write(to: folder.url.appending(path: "clone/\(path)"))
    _ = try await run("add", "--all", in: "clone")
    _ = try await run("commit", "--quiet", "--message", "Try to push", in: "clone")
    return try await run("push", "--quiet", in: "clone")
  }
}

extension SandboxServer {
  /// The address of a repository with credentials in it.
  func openURL(of repository: GitWorld.Repository, user: String = "oauth2", password: String = GitHost.password)
    -> String
  {
    url(of: repository).replacing("http://", with: "http://\(user):\(password)@")
  }
}
