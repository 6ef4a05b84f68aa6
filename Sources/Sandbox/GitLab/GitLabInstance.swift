import Foundation

/// The GitLab behind the API: what it holds, and the rules by which that is read and changed.
///
/// The rules are those of GitLab 17 and 18 as far as driftcheck meets them; what differs between versions stands in
/// ``GitLabSettings``.
package actor GitLabInstance {
  /// The first segment of all of its paths: GitLab under a relative URL.
  package static let root = "gitlab"

  /// What it holds.
  package internal(set) var world: GitLabWorld
  /// What sort of GitLab it is.
  package internal(set) var settings = GitLabSettings()
  /// The failed logins at the registry.
  package internal(set) var logins = RegistryLogins()
  /// The instance's clock.
  nonisolated let now: @Sendable () -> Date
  private var throttle = Throttle()
  private var sorted: (revision: Int, groups: [GitLabGroup])?

  /// Makes an instance that holds `world`.
  init(_ world: GitLabWorld, now: @escaping @Sendable () -> Date) {
    self.world = world
    self.now = now
  }

  /// Changes what it holds, behind the back of its API.
  package func change(_ edit: @Sendable (inout GitLabWorld) -> Void) {
    edit(&world)
  }

  /// Changes what sort of GitLab it is.
  package func configure(_ edit: @Sendable (inout GitLabSettings) -> Void) {
    edit(&settings)
  }

  /// Takes settings as `/sandbox/gitlab` does; returns whether all of them were understood.
  func configure(_ json: JSONValue) -> Bool {
    settings.apply(json)
  }

  func answer(_ request: SandboxRequest) -> SandboxAnswer {
    if logins.isBanned(at: now()) { return .text(403, "Forbidden\n") }
    let path = request.segments.dropFirst()
    if Array(path) == ["jwt", "auth"] { return registryLogin(request) }
    guard path.starts(with: ["api", "v4"]) else { return .html(404) }
    let key = request.gitlabToken ?? ""
    let budget = throttle.count(key, limit: settings.requestsPerMinute, at: now())
    if let budget, budget.isOver { return .throttled(budget) }
    var answer: SandboxAnswer
    do {
      answer = try self.answer(request, path.dropFirst(2))
    } catch let error as GitLabError {
      answer = error.answer(printsNewHashes: settings.printsNewHashes)
    } catch {
      answer = Self.failure(500, retryAfter: nil)
    }
    if let budget, settings.showsRateLimit { answer.headers.merge(budget.headers) { own, _ in own } }
    return answer
  }

  /// The name of the user whose token `request` bears, for the log.
  func userName(of request: SandboxRequest) -> String {
    guard let secret = request.gitlabToken else { return User.anonymous.name }
    return world.token(holding: secret).flatMap { world.users[$0.userID]?.username } ?? ""
  }

  private func answer(_ request: SandboxRequest, _ path: ArraySlice<String>) throws -> SandboxAnswer {
    let route = GitLabRoute(path)
    let caller = try caller(of: request, at: route)
    guard let route else { throw GitLabError.unknownRoute }
    if request.method == "GET", let answer = try publicAnswer(request, at: route, caller) { return answer }
    guard let caller else { throw GitLabError.unauthorized }
    return switch (request.method, route) {
    case ("GET", .version), ("GET", .metadata): .json(200, versionEntity)
    case ("GET", .user): .json(200, caller.user.entity)
    case ("POST", .groups): try createGroup(request, caller)
    case ("PUT", .group(let id)): try updateGroup(id, request, caller)
    case ("DELETE", .group(let id)): try deleteGroup(id, request, caller)
    case ("POST", .restoration(let id)): try restoreGroup(id, caller)
    case ("GET", .tokens(let group)): try listTokens(of: group, request, caller)
    case ("POST", .tokens(let group)): try createToken(in: group, request, caller)
    case ("GET", .token(let group, let id)): try showToken(id, of: group, caller)
    case ("DELETE", .token(let group, let id)): try revokeToken(id, of: group, caller)
    case ("POST", .rotation(let group, "self")): try rotateOwnToken(in: group, request, caller)
    case ("POST", .rotation(let group, let id)): try rotateToken(id, of: group, request, caller)
    case ("GET", .ownToken): .json(200, entity(of: try stored(caller.token)))
    case ("DELETE", .ownToken): revoke(caller.token)
    case ("POST", .ownRotation): try rotate(caller.token, request)
    default: throw GitLabError.methodNotAllowed
    }
  }

  /// What somebody without a token is answered, too, as far as it is public.
  private func publicAnswer(_ request: SandboxRequest, at route: GitLabRoute, _ caller: GitLabCaller?) throws
    -> SandboxAnswer?
  {
    switch route {
    case .groups: try listGroups(request, caller)
    case .subgroups(let id): try listGroups(request, caller, below: id) { $0.parentID == $1.id }
    case .descendants(let id): try listGroups(request, caller, below: id) { $0.id != $1.id }
    case .group(let id): .json(200, entity(of: try group(id, caller)))
    case .version, .metadata, .user, .restoration, .tokens, .token, .rotation, .ownToken, .ownRotation: nil
    }
  }

  /// All groups by name, sorted once between two changes.
  func groupsByName() -> [GitLabGroup] {
    if let sorted, sorted.revision == world.groupRevision { return sorted.groups }
    let groups = world.groups.values.map { (key: $0.name.lowercased(), group: $0) }
      .sorted { ($0.key, $0.group.id) < ($1.key, $1.group.id) }
      .map(\.group)
    sorted = (world.groupRevision, groups)
    return groups
  }

  private func stored(_ token: GitLabToken) throws -> GitLabToken {
    guard let token = world.tokens[token.id] else { throw GitLabError.unauthorized }
    return token
  }

  /// The answer of a GitLab in trouble, for any reason.
  static func failure(_ code: Int, retryAfter seconds: Int?) -> SandboxAnswer {
    var answer: SandboxAnswer
    switch code {
    case 401: answer = GitLabError.unauthorized.answer(printsNewHashes: false)
    case 403: answer = GitLabError.forbidden.answer(printsNewHashes: false)
    case 404: answer = GitLabError.notFound.answer(printsNewHashes: false)
    case 429:
      // The shape of the endpoints' own limits; that of the general throttle is an effect of its own.
      let words: JSONValue = "This endpoint has been requested too many times. Try again later."
      answer = .json(429, ["message": ["error": words]])
    default: answer = .json(code, ["message": .string("\(code) Internal Server Error")])
    }
    if let seconds { answer.headers["Retry-After"] = String(seconds) }
    return answer
  }
}
