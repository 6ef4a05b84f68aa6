import Foundation
package import HTTP
import Secrets

/// A GitLab that is asked whether it keeps the rules: the sandbox's or a real one.
package struct GitLabUnderTest: Sendable {
  private let baseURL: String
  private let ownerToken: String
  private let readerToken: String
  private let strangerToken: String
  private let client: HTTPClient

  /// Describes a GitLab.
  ///
  /// - Parameters:
  ///   - baseURL: Scheme, host, port and the path that it lives under.
  ///   - ownerToken: A token with the scope `api` of somebody who may make groups at top level.
  ///   - readerToken: A token of the same person with the scope `read_api`.
  ///   - strangerToken: A token with the scope `api` of somebody who is no administrator.
  ///   - authority: The certificate of the authority that signed the server's, in PEM; nil for the system's.
  /// - Throws: `HTTPError` where the certificate is of no use.
  package init(
    baseURL: String,
    ownerToken: String,
    readerToken: String,
    strangerToken: String,
    authority: String? = nil
  ) throws {
    self.baseURL = baseURL
    self.ownerToken = ownerToken
    self.readerToken = readerToken
    self.strangerToken = strangerToken
    var configuration = HTTPClientConfiguration(userAgent: "driftcheck-tests")
    if let authority { configuration.trust = .pem(authority) }
    configuration.proxy = .none
    configuration.retry = .none
    client = try HTTPClient(configuration)
  }

  /// Whose token a request bears.
  package enum Caller: Sendable {
    case owner
    case reader
    case stranger
    case nobody
    case holder(of: String)
  }

  /// How a request bears its token.
  package enum Bearing: Sendable {
    case privateToken
    case bearer
  }

  /// Sends a request and returns the answer, whatever its status.
  ///
  /// - Parameter path: The path below `/api/v4`, with the query.
  /// - Throws: `HTTPError` where no whole answer comes.
  package func send(
    _ method: HTTPMethod,
    _ path: String,
    _ body: String? = nil,
    as caller: Caller = .owner,
    bearing: Bearing = .privateToken
  ) async throws -> GitLabReply {
    var fields = [HTTPField("Content-Type", "application/json")]
    let token: String? =
      switch caller {
      case .owner: ownerToken
      case .reader: readerToken
      case .stranger: strangerToken
      case .nobody: nil
      case .holder(let secret): secret
      }
    if let token {
      switch bearing {
      case .privateToken: fields.append(HTTPField("PRIVATE-TOKEN", Secret(token)))
      case .bearer: fields.append(HTTPField("Authorization", Secret("Bearer \(token)")))
      }
    }
    let url = baseURL + "/api/v4" + path
    let response = try await client.send(
      HTTPRequest(method, url, fields: fields, body: body.map { Data($0.utf8) })
    )
    return GitLabReply(request: "\(method.rawValue) \(path)", response: response)
  }

  /// Reads a path.
  ///
  /// - Throws: `HTTPError` where no whole answer comes.
  package func get(_ path: String, as caller: Caller = .owner) async throws -> GitLabReply {
    try await send(.get, path, as: caller)
  }
}
