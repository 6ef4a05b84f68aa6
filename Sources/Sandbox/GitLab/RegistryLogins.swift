package import Foundation

/// The failed logins at `/jwt/auth` from one address, and the ban that follows on too many.
package struct RegistryLogins: Sendable {
  /// How often somebody asked at all, in success and failure.
  package private(set) var count = 0
  private var failures: [Date] = []
  private var bannedUntil: Date?

  /// Nobody has tried yet.
  package init() {}

  /// Whether every request of the address is refused: for an hour after 30 failures within 3 minutes.
  package func isBanned(at now: Date) -> Bool {
    bannedUntil.map { now < $0 } ?? false
  }

  /// Notes a login that succeeded, which forgets all failures.
  package mutating func succeed() {
    count += 1
    failures = []
  }

  /// Notes a login that failed.
  package mutating func fail(at now: Date) {
    count += 1
    failures = failures.filter { now.timeIntervalSince($0) < 180 } + [now]
    if failures.count >= 30 { bannedUntil = now.addingTimeInterval(3600) }
  }
}

extension GitLabInstance {
  /// Answers `GET /jwt/auth`, where docker logs in.
  ///
  /// A valid credential without access is 200 as well: only the list in the token that it is given says so.
  func registryLogin(_ request: SandboxRequest) -> SandboxAnswer {
    guard request.query["service"] == "container_registry" else { return .html(404) }
    guard let password = request.basicPassword else {
      return Self.registryRefusal(403, "DENIED", "access forbidden")
    }
    guard let token = world.token(holding: password), token.isLive(at: now()) else {
      logins.fail(at: now())
      let words = "HTTP Basic: Access denied. The provided password or token is incorrect."
      return Self.registryRefusal(401, "UNAUTHORIZED", words)
    }
    logins.succeed()
    noteUse(of: token)
    guard !Set(token.scopes).isDisjoint(with: ["api", "read_api", "read_registry", "write_registry"]) else {
      return Self.registryRefusal(403, "DENIED", "access forbidden")
    }
    let access = request.query["scope"].flatMap { pull($0, token) }
    let payload: JSONValue = ["access": .array(access.map { [$0] } ?? [])]
    let parts = [["alg": "none"], payload].map { $0.text.base64EncodedString().replacing("=", with: "") }
    return .json(200, ["token": .string(parts.joined(separator: ".") + ".sandbox")])
  }

  /// What `scope`, such as `repository:shop/web:pull`, gives the holder of `token`; nil for nothing.
  private func pull(_ scope: String, _ token: GitLabToken) -> JSONValue? {
    let parts = scope.split(separator: ":")
    guard parts.count == 3, parts[0] == "repository", token.level >= 20,
      !Set(token.scopes).isDisjoint(with: ["api", "read_api", "read_registry"]),
      let group = token.groupID.flatMap({ world.groups[$0] }), parts[1].hasPrefix(group.fullPath + "/")
    else { return nil }
    return ["type": "repository", "name": .string(String(parts[1])), "actions": ["pull"]]
  }

  private static func registryRefusal(_ code: Int, _ name: String, _ words: String) -> SandboxAnswer {
    .json(code, ["errors": [["code": .string(name), "message": .string(words)]]])
  }
}

extension SandboxRequest {
  /// The password of HTTP Basic, nil where there is none.
  fileprivate var basicPassword: String? {
    guard authorization.hasPrefix("Basic "),
      let pair = Data(base64Encoded: String(authorization.dropFirst("Basic ".count)))
    else { return nil }
    return String(decoding: pair, as: UTF8.self).split(separator: ":", maxSplits: 1).dropFirst().first.map(String.init)
  }
}
