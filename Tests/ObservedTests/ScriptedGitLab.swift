import Foundation
import GitLab
import HTTP
import Model
import Observed
import Secrets
import TestSupport

/// A GitLab on 127.0.0.1 that answers each path as a test wrote down, and a reader of it.
struct ScriptedGitLab {
  struct Answer: Sendable {
    var status = 200
    var type = "application/json"
    var body: String

    static let notFound = Answer(status: 404, body: #"{"message":"404 Group Not Found"}"#)
    static let broken = Answer(status: 500, body: #"{"message":"500 Internal Server Error"}"#)
    static let unauthorized = Answer(status: 401, body: #"{"message":"401 Unauthorized"}"#)
    static let webPage = Answer(type: "text/html", body: "<html>Sign in</html>")
  }

  static let ownToken = "glpat-planted-own"

  let reader: GitLabReader
  private let server: ScriptedServer
  private let requests = TestLog<ScriptedConnection.Request>()

  /// - Parameter answer: What to say to a path below `/api/v4/`, without its query, asked with a token.
  init(
    policy: TokenPolicy = TokenPolicy(),
    _ answer: @escaping @Sendable (_ path: String, _ token: String?) -> Answer
  ) throws {
    let requests = requests
    server = try ScriptedServer { connection, _ in
      while true {
        let request = try connection.readRequest()
        requests.append(request)
        let path = request.target.prefix { $0 != "?" }.dropFirst("/api/v4/".count)
        let answer = answer(String(path), request.field("PRIVATE-TOKEN"))
        let fields = ["Content-Type: \(answer.type)", "Date: Fri, 15 Jan 2027 08:00:00 GMT", "X-Next-Page: "]
        try connection.respond(answer.status, fields, body: answer.body)
      }
    }
    let client = try GitLabClient.connect(
      url: server.url,
      token: Secret(Self.ownToken),
      proxy: .none,
      userAgent: "driftcheck/test",
      pacing: Pacing(now: { .now }, date: { Date() }, pause: { _ in }, jitter: { 0 })
    )
    reader = GitLabReader(client: client, policy: policy)
  }

  /// What was asked, below `/api/v4/` and without queries.
  var paths: [String] {
    requests.all.map { String($0.target.prefix { $0 != "?" }.dropFirst("/api/v4/".count)) }
  }

  /// What a run knows once it listed the groups and looked at `paths`.
  func look(at paths: Set<String>) async -> Snapshot.GitLab {
    var seen = Snapshot.GitLab(groups: await reader.groups(), tokens: .read([:]), time: reader.time)
    await reader.look(at: paths, into: &seen)
    return seen
  }

  static func group(_ id: Int, _ path: String, _ more: String = "") -> String {
    #"{"id":\#(id),"path":"p","full_path":"\#(path)","name":"P","visibility":"private","parent_id":null\#(more)}"#
  }

  static func list(_ rows: String...) -> Answer {
    Answer(body: "[\(rows.joined(separator: ","))]")
  }

  /// A token of `fields`, beside those that every one has.
  static func token(_ id: Int, _ fields: String = #""expires_at":"2027-06-01","access_level":20"#) -> String {
    #"{"id":\#(id),"name":"shop-dev-image-puller","revoked":false,"active":true,"scopes":["read_registry"],\#(fields)}"#
  }
}
