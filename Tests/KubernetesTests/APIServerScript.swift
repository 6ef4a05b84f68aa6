import Foundation
import HTTP
import TestSupport

@testable import Kubernetes

/// An API server that answers each request by a function, and remembers what it was asked.
final class APIServerScript: Sendable {
  struct Answer: Sendable {
    var status = 200
    var fields: [String] = []
    var body: String
    /// Announces more than is sent, and closes.
    var isCutOff = false
  }

  private let server: ScriptedServer
  private let log = TestLog<ScriptedConnection.Request>()

  /// - Parameter answer: The answer to a request, which is the `index`-th of all, counted from zero.
  init(_ answer: @escaping @Sendable (_ request: ScriptedConnection.Request, _ index: Int) -> Answer) throws {
    let log = log
    let count = TestCounter()
    server = try ScriptedServer { connection, _ in
      while true {
        let request = try connection.readRequest()
        log.append(request)
        let answer = answer(request, count.increment())
        let date = "Date: Sun, 22 Nov 2026 02:00:00 GMT"
        guard answer.isCutOff else {
          try connection.respond(answer.status, answer.fields + [date], body: answer.body)
          continue
        }
        let length = answer.body.utf8.count + 100
        try connection.send("HTTP/1.1 200 OK\r\nContent-Length: \(length)\r\n\r\n" + answer.body)
        return
      }
    }
  }

  /// What was asked, in order: method and target.
  var requests: [String] { log.all.map { "\($0.method) \($0.target)" } }

  /// The values of a header field, request by request.
  func fields(_ name: String) -> [String?] { log.all.map { $0.field(name) } }

  /// A client of this server that tries everything once.
  func client(
    _ credential: CredentialSource = .none,
    environment: [String: String] = [:]
  ) throws -> KubernetesClient {
    let access = ClusterAccess(origin: "a test", server: server.url, proxy: .none, credential: credential)
    var configuration = HTTPClientConfiguration(userAgent: "driftcheck-tests")
    configuration.retry = .none
    return try KubernetesClient(access, configuration: configuration, environment: environment)
  }
}
