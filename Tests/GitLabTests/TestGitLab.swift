import Foundation
import GitLab
import HTTP
import Secrets
import TestSupport

/// An answer that a test writes down.
struct Reply: Sendable {
  var status = 200
  var fields: [String] = []
  var type = "application/json"
  var body: String

  static func json(_ body: String, status: Int = 200, _ fields: [String] = []) -> Reply {
    Reply(status: status, fields: fields, body: body)
  }

  static func page(_ body: String, next: Int?) -> Reply {
    json(body, ["X-Next-Page: \(next.map(String.init) ?? "")"])
  }

  static func html(_ status: Int) -> Reply {
    Reply(status: status, type: "text/html; charset=utf-8", body: "<!DOCTYPE html><html><h1>Whoops</h1></html>")
  }
}

/// A GitLab on 127.0.0.1 that answers as a test wrote down, and a client for it.
struct TestGitLab {
  static let token = "glpat-our-own-token-1"

  let server: ScriptedServer
  let client: GitLabClient
  let pauses: NotedPauses
  private let requests: TestLog<ScriptedConnection.Request>

  init(
    prefix: String = "",
    deadlineAfter deadline: Duration? = nil,
    _ answer: @escaping @Sendable (ScriptedConnection.Request) throws -> Reply
  ) throws {
    let pauses = NotedPauses()
    let requests = TestLog<ScriptedConnection.Request>()
    let server = try ScriptedServer { connection, _ in
      while true {
        let request = try connection.readRequest()
        requests.append(request)
        let reply = try answer(request)
        try connection.respond(reply.status, ["Content-Type: \(reply.type)"] + reply.fields, body: reply.body)
      }
    }
    self.server = server
    self.requests = requests
    self.pauses = pauses
    client = try GitLabClient.connect(
      url: server.url + prefix,
      token: Secret(Self.token),
      proxy: .none,
      userAgent: "driftcheck/test",
      deadline: deadline.map { pauses.start + $0 },
      pacing: .noting(pauses)
    )
  }

  /// The path and query of each request, in the order of arrival.
  var targets: [String] { requests.all.map(\.target) }

  /// The token that each request bore.
  var tokens: [String?] { requests.all.map { $0.field("PRIVATE-TOKEN") } }
}

/// The error that `work` ends with, or nil if it succeeds.
func failure<Value>(of work: () async throws(GitLabError) -> Value) async -> GitLabError? {
  do {
    _ = try await work()
    return nil
  } catch {
    return error
  }
}

extension Result {
  var failure: Failure? {
    switch self {
    case .success: nil
    case .failure(let error): error
    }
  }
}

extension Pacing {
  /// A clock that stands still but for the pauses, which it notes and does not wait for; no chance.
  static func noting(_ pauses: NotedPauses) -> Pacing {
    Pacing(
      now: { pauses.start + pauses.sum },
      date: { Date(timeIntervalSince1970: 1_800_000_000) },
      pause: { pauses.append($0) },
      jitter: { 0 }
    )
  }
}

/// The pauses that a client made.
final class NotedPauses: @unchecked Sendable {
  // Proof of `@unchecked Sendable`: `pauses` is private and touched only under the lock.
  private let lock = NSLock()
  private var pauses: [Duration] = []
  /// Ahead of the true clock, whose deadline would else end transfers that take a moment.
  let start = ContinuousClock.now + .seconds(3600)

  var all: [Duration] { lock.withLock { pauses } }
  var sum: Duration { all.reduce(.zero, +) }

  func append(_ pause: Duration) {
    lock.withLock { pauses.append(pause) }
  }
}

/// The JSON of groups, narrow.
func groups(_ ids: some Sequence<Int>) -> String {
  let rows = ids.map { id in
    """
    {"id":\(id),"path":"g\(id)","full_path":"g\(id)","name":"G \(id)","visibility":"private","parent_id":null}
    """
  }
  return "[\(rows.joined(separator: ","))]"
}

/// The JSON of access tokens, narrow.
func tokens(_ ids: some Sequence<Int>) -> String {
  let rows = ids.map { id in
    """
    {"id":\(id),"name":"t","revoked":false,"active":true,"expires_at":"2027-01-01","scopes":["read_registry"]}
    """
  }
  return "[\(rows.joined(separator: ","))]"
}
