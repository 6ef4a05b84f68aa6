package import Foundation

/// The host of the company's repositories: real bare ones, which git itself serves.
///
/// They are made when somebody first asks for one, so a sandbox that nobody asks for git needs none.
package actor GitHost {
  /// The first segment of all of its paths.
  package static let root = "git"
  /// The password that opens the repositories, under any user name; GitLab lets deploy tokens in like that.
  package static let password = Identifiers.token("git/deploy").replacing("glpat-", with: "gldt-")

  /// What the repositories hold at first.
  private let start: GitWorld
  /// The address of the server, without a slash at its end.
  private var server = ""
  private let now: @Sendable () -> Date
  private var folder: Task<GitFolder, any Error>?

  /// Makes a host for `world`; no program is run yet.
  init(_ world: GitWorld, now: @escaping @Sendable () -> Date) {
    start = world
    self.now = now
  }

  /// The address of a repository on `server`, without credentials.
  static func url(of repository: GitWorld.Repository, on server: String) -> String {
    "\(server)/\(root)/\(repository.path)"
  }

  /// Lets the files of the repositories name `server` where they name the company's host.
  func listen(at server: String) {
    self.server = server
  }

  /// Makes the repositories, where nobody asked for one so far.
  ///
  /// - Throws: ``GitHostError`` where there is no git.
  package func open() async throws {
    _ = try await repositories()
  }

  /// The folder that the repositories are kept in until the server stops.
  package func location() async throws -> URL {
    try await repositories().top
  }

  /// What the repositories hold now, after whatever was pushed.
  package func contents() async throws -> GitWorld {
    let folder = try await repositories()
    var world = GitWorld()
    for repository in GitWorld.Repository.allCases { try await folder.read(repository, into: &world) }
    return localized(world, reversed: true)
  }

  /// Commits a change, as people do who push to a repository; one that stays as it is gets no commit.
  package func change(_ message: String, _ edit: @Sendable (inout GitWorld) -> Void) async throws {
    let before = try await contents()
    var after = before
    edit(&after)
    for repository in GitWorld.Repository.allCases where before.files(in: repository) != after.files(in: repository) {
      try await repositories().commit(repository, of: localized(after), message: message, at: now())
    }
  }

  /// Lets every push to a repository be refused by a hook, or lets pushes pass again.
  package func setProtected(_ isProtected: Bool, _ repository: GitWorld.Repository) async throws {
    try await repositories().setProtected(isProtected, repository)
  }

  /// Removes the repositories; none is served afterwards.
  func close() async {
    let opened = folder
    folder = Task { throw CancellationError() }
    if let opened, let folder = try? await opened.value { folder.remove() }
  }

  private func repositories() async throws -> GitFolder {
    if let folder { return try await folder.value }
    let world = localized(start)
    let time = now()
    let opening = Task {
      let folder = try await GitFolder.make()
      do {
        for repository in GitWorld.Repository.allCases {
          try await folder.commit(repository, of: world, message: "Collect what all Projects own", at: time)
        }
      } catch {
        folder.remove()
        throw error
      }
      return folder
    }
    folder = opening
    return try await opening.value
  }

  /// The same with the addresses of this server in the place of the company's, or back.
  private func localized(_ world: GitWorld, reversed: Bool = false) -> GitWorld {
    GitWorld.Repository.allCases.reduce(world) { world, repository in
      let (address, url) = (repository.address, Self.url(of: repository, on: server))
      return reversed ? world.replacing(url, with: address) : world.replacing(address, with: url)
    }
  }
}

extension GitHost: Service {
  func answer(_ request: SandboxRequest) async -> SandboxAnswer {
    let user = userName(of: request)
    guard !user.isEmpty, user != User.anonymous.name else { return trouble(401, retryAfter: nil) }
    do {
      return try await repositories().answer(request, below: Self.root, user: user)
    } catch {
      return .text(500, "\(error)\n")
    }
  }

  nonisolated func trouble(_ code: Int, retryAfter seconds: Int?) -> SandboxAnswer {
    var answer: SandboxAnswer
    switch code {
    // In the words of GitLab.
    case 401:
      answer = .text(401, "HTTP Basic: Access denied. The provided password or token is incorrect.\n")
      answer.headers["WWW-Authenticate"] = "Basic realm=\"GitLab\""
    case 403: answer = .text(403, "You are not allowed to download code from this project.\n")
    case 404:
      answer = .text(
        404,
        "The project you were looking for could not be found or you don't have permission to see it.\n"
      )
    case _: answer = .text(code, "\(code)\n")
    }
    if let seconds { answer.headers["Retry-After"] = String(seconds) }
    return answer
  }

  /// The user name of who knows the password, empty for who does not.
  nonisolated func userName(of request: SandboxRequest) -> String {
    guard !request.authorization.isEmpty else { return User.anonymous.name }
    let words = request.authorization.split(separator: " ")
    guard words.count == 2, words[0].lowercased() == "basic", let data = Data(base64Encoded: String(words[1])),
      case let pair = String(decoding: data, as: UTF8.self), let colon = pair.firstIndex(of: ":"),
      pair[pair.index(after: colon)...] == Self.password
    else { return "" }
    return String(pair[..<colon])
  }
}
