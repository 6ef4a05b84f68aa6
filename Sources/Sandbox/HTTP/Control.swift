import Foundation

/// The paths under `/sandbox`, by which faults are switched and requests are looked at from outside.
///
/// - `GET|POST|DELETE /sandbox/faults`: the faults that are on; switches one on; switches all off.
/// - `GET|DELETE /sandbox/requests`: the request log; empties it.
/// - `GET|POST|DELETE /sandbox/denials`: what is forbidden; forbids (`{"resource": "secrets", "verbs": ["list"]}`,
///   no verbs for all of them); lifts it.
/// - `POST /sandbox/namespaces`: `{"stayTerminating": true}` keeps deleted namespaces Terminating.
/// - `POST /sandbox/watch-cache`: `{"frozen": true}` lets lists with resourceVersion=0 show the present state for ever.
/// - `POST /sandbox/gitlab`: changes settings of the GitLab, such as `{"deletesBotsOnRevoke": true}`.
/// - `POST /sandbox/git`: `{"repository": "flux", "protected": true}` lets a hook refuse all pushes to it.
struct Control: Sendable {
  var faults: Faults
  var log: RequestLog
  var access: Access
  var cluster: Cluster
  var gitlab: GitLabInstance
  var git: GitHost

  func answer(_ request: SandboxRequest) async -> SandboxAnswer {
    let body = (try? JSONValue(parsing: request.body)) ?? .null
    switch (request.method, request.segments.dropFirst().joined(separator: "/")) {
    case ("GET", "faults"):
      return .json(200, .array(await faults.current.map(\.json)))
    case ("POST", "faults"):
      guard let fault = Fault(body) else { return refusal("no fault of that form is known") }
      await faults.add(fault)
    case ("DELETE", "faults"):
      await faults.clear()
    case ("GET", "requests"):
      return .json(200, .array(await log.requests.map(Self.json)))
    case ("DELETE", "requests"):
      await log.clear()
    case ("GET", "denials"):
      return .json(200, .array(await access.denials.map(\.json)))
    case ("POST", "denials"):
      guard let denial = Denial(body) else { return refusal("a denial names a resource") }
      await access.deny(denial)
    case ("DELETE", "denials"):
      await access.clear()
    case ("POST", "namespaces"):
      guard let stay = body["stayTerminating"]?.bool else {
        return refusal("stayTerminating must be true or false")
      }
      await cluster.setNamespacesStayTerminating(stay)
    case ("POST", "watch-cache"):
      guard let isFrozen = body["frozen"]?.bool else { return refusal("frozen must be true or false") }
      await cluster.setWatchCacheFrozen(isFrozen)
    case ("POST", "gitlab"):
      guard await gitlab.configure(body) else { return refusal("a setting is unknown, or of another type") }
    case ("POST", "git"):
      guard let isProtected = body["protected"]?.bool,
        let repository = body["repository"]?.string.flatMap(GitWorld.Repository.init)
      else { return refusal("a repository (deployment or flux), and protected as true or false, are needed") }
      do {
        try await git.setProtected(isProtected, repository)
      } catch {
        return .json(500, ["error": .string("\(error)")])
      }
    default:
      return .text(404, "the sandbox knows faults, requests, denials, namespaces, watch-cache, gitlab and git\n")
    }
    return .json(200, [:])
  }

  private func refusal(_ why: String) -> SandboxAnswer {
    .json(400, ["error": .string(why)])
  }

  private static func json(_ request: LoggedRequest) -> JSONValue {
    [
      "method": .string(request.method), "path": .string(request.path), "query": .string(request.query),
      "user": .string(request.user), "userAgent": .string(request.userAgent), "code": .integer(request.code),
    ]
  }
}
