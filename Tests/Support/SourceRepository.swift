package import Foundation

/// A bare repository that others push to, filled with the program git.
package final class SourceRepository: Sendable {
  /// A call of git failed, and said so.
  package struct Failure: Error {
    package let arguments: [String]
    package let errors: String
  }

  /// The folder that a server serves; the repository is in it.
  package let folder: URL

  /// The bare repository.
  package let bare: URL

  private let work: URL
  private let temporary: TemporaryFolder

  /// Makes an empty one, named `NAME.git`.
  package init(named name: String = "deployment") async throws {
    temporary = try TemporaryFolder()
    folder = temporary.url.appending(path: "served")
    bare = folder.appending(path: "\(name).git")
    work = temporary.url.appending(path: "work")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try await git("init", "--quiet", "--bare", "--initial-branch=main", bare.path)
    try await git("clone", "--quiet", bare.path, work.path)
  }

  /// Commits these files on a branch and pushes it, with force; returns the commit.
  ///
  /// - Parameters:
  ///   - files: contents by path; nil removes the file.
  ///   - start: the commit to start from, `HEAD` without one.
  @discardableResult
  package func commit(
    _ files: [String: String?],
    branch: String = "main",
    from start: String? = nil
  ) async throws -> String {
    if let start { try await inWork("reset", "--quiet", "--hard", start) }
    for (path, content) in files {
      let file = work.appending(path: path)
      guard let content else {
        try FileManager.default.removeItem(at: file)
        continue
      }
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(content.utf8).write(to: file)
    }
    return try await pushAll(to: branch)
  }

  /// Commits whatever a test changed in ``workFolder``, and pushes it, with force; returns the commit.
  @discardableResult
  package func pushAll(to branch: String = "main") async throws -> String {
    try await inWork("add", "--all")
    try await inWork("commit", "--quiet", "--allow-empty", "--message=Change")
    try await inWork("push", "--quiet", "--force", "origin", "HEAD:refs/heads/\(branch)")
    return try await inWork("rev-parse", "HEAD")
  }

  /// Where the files stand that ``pushAll(to:)`` commits.
  package var workFolder: URL { work }

  /// Runs git in the bare repository; returns what it printed.
  @discardableResult
  package func inBare(_ arguments: String...) async throws -> String {
    try await run(["-C", bare.path] + arguments)
  }

  /// Runs git in the work tree; returns what it printed.
  @discardableResult
  package func inWork(_ arguments: String...) async throws -> String {
    try await run(["-C", work.path] + arguments)
  }

  /// Writes a hook that runs for each push; `script` is a shell script without its first line.
  package func hook(_ name: String, _ script: String) throws {
    let file = bare.appending(path: "hooks/\(name)")
    try Data("#!/bin/sh\n\(script)\n".utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
  }

  private func git(_ arguments: String...) async throws {
    try await run(arguments)
  }

  @discardableResult
  private func run(_ arguments: [String]) async throws -> String {
    let identity = ["-c", "user.name=Tester", "-c", "user.email=tester@example.com"]
    let program = try await Program.run("git", identity + arguments)
    guard program.status == 0 else { throw Failure(arguments: arguments, errors: program.errors) }
    return program.text.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
