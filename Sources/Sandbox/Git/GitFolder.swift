import Foundation

/// Bare repositories in a temporary folder, and what git does with them.
struct GitFolder: Sendable {
  private let git: GitProgram
  /// The folder that holds all of them.
  let top: URL

  /// Makes an empty repository for each of the company's.
  ///
  /// - Throws: ``GitHostError``, or what the file system says; then nothing is left behind.
  static func make() async throws -> GitFolder {
    let top = FileManager.default.temporaryDirectory.appending(path: "driftcheck-sandbox-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: top,
      withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700]
    )
    let folder = GitFolder(git: GitProgram(folder: top), top: top)
    do {
      for repository in GitWorld.Repository.allCases { try await folder.create(repository) }
    } catch {
      folder.remove()
      throw error
    }
    return folder
  }

  /// Removes all of it.
  func remove() {
    try? FileManager.default.removeItem(at: top)
  }

  private func create(_ repository: GitWorld.Repository) async throws {
    let branch = GitWorld.branch
    // Without a template no hooks are copied that somebody left on this machine.
    _ = try await git.run(["init", "--quiet", "--bare", "--template=", "--initial-branch=\(branch)", repository.path])
  }

  /// Puts a commit on the branch that holds what `world` holds and nothing else.
  func commit(_ repository: GitWorld.Repository, of world: GitWorld, message: String, at time: Date) async throws {
    var stream = Data()
    let seconds = Int(time.timeIntervalSince1970)
    stream.add("commit refs/heads/\(GitWorld.branch)\n")
    stream.add("committer Olga Operations <olga.operations@example.com> \(seconds) +0000\n")
    stream.add("data \(message.utf8.count)\n\(message)\n")
    if try await hasCommits(repository) { stream.add("from refs/heads/\(GitWorld.branch)^0\n") }
    stream.add("deleteall\n")
    for (path, text) in world.files(in: repository).sorted(by: { $0.key < $1.key }) {
      stream.add("M 100644 inline \(path)\ndata \(text.utf8.count)\n\(text)\n")
    }
    try await inside(repository, ["fast-import", "--quiet"], input: stream)
  }

  /// Adds the files at the tip of the branch to `world`.
  func read(_ repository: GitWorld.Repository, into world: inout GitWorld) async throws {
    guard try await hasCommits(repository) else { return }
    let listing = try await inside(repository, ["ls-tree", "-r", "-z", "--name-only", GitWorld.branch])
    let paths = listing.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    let questions = paths.map { "\(GitWorld.branch):\($0)\n" }.joined()
    var answers = try await inside(repository, ["cat-file", "--batch"], input: Data(questions.utf8))
    for path in paths { world[repository, path] = answers.takeBlob() }
  }

  /// Lets every push to the repository be refused as GitLab refuses one to a protected branch, or lets pushes pass.
  func setProtected(_ isProtected: Bool, _ repository: GitWorld.Repository) throws {
    let hooks = top.appending(path: repository.path).appending(path: "hooks")
    let hook = hooks.appending(path: "pre-receive")
    guard isProtected else {
      try? FileManager.default.removeItem(at: hook)
      return
    }
    let words = "GitLab: You are not allowed to push code to protected branches on this project."
    try FileManager.default.createDirectory(at: hooks, withIntermediateDirectories: true)
    try Data("#!/bin/sh\necho '\(words)' >&2\nexit 1\n".utf8).write(to: hook)
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: hook.path)
  }

  /// Answers a request as a web server does that runs git's own `git-http-backend` (CGI, RFC 3875).
  ///
  /// - Parameter user: who asks; whoever has a name may push.
  func answer(_ request: SandboxRequest, below root: String, user: String) async throws -> SandboxAnswer {
    let output = try await git.run(
      ["http-backend"],
      environment: [
        "GIT_PROJECT_ROOT": top.path, "GIT_HTTP_EXPORT_ALL": "1", "GIT_PROTOCOL": request.gitProtocol,
        "REQUEST_METHOD": request.method, "PATH_INFO": String(request.path.dropFirst(root.count + 1)),
        "QUERY_STRING": request.rawQuery, "CONTENT_TYPE": request.contentType,
        "CONTENT_LENGTH": String(request.body.count), "HTTP_CONTENT_ENCODING": request.contentEncoding,
        "REMOTE_USER": user, "REMOTE_ADDR": "127.0.0.1",
      ],
      input: request.body
    )
    return SandboxAnswer(gateway: output)
  }

  private func hasCommits(_ repository: GitWorld.Repository) async throws -> Bool {
    try await !inside(repository, ["for-each-ref", "refs/heads/\(GitWorld.branch)"]).isEmpty
  }

  @discardableResult
  private func inside(_ repository: GitWorld.Repository, _ arguments: [String], input: Data = Data()) async throws
    -> Data
  {
    try await git.run(["--git-dir=\(repository.path)"] + arguments, input: input)
  }
}

extension Data {
  fileprivate mutating func add(_ text: String) {
    append(contentsOf: text.utf8)
  }

  /// Takes the next object from the output of `git cat-file --batch`: `ID blob SIZE`, the bytes, each with a line end.
  fileprivate mutating func takeBlob() -> String? {
    let head = prefix { $0 != UInt8(ascii: "\n") }
    let size = head.split(separator: UInt8(ascii: " ")).last.flatMap { Int(String(decoding: $0, as: UTF8.self)) }
    guard let size else { return nil }
    let rest = dropFirst(head.count + 1)
    let blob = String(decoding: rest.prefix(size), as: UTF8.self)
    self = Data(rest.dropFirst(size + 1))
    return blob
  }
}
