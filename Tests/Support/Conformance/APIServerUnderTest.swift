import Foundation
import HTTP
import Secrets

/// A Kubernetes API server that is asked whether it keeps the rules: the sandbox's or a real one.
///
/// It must serve the Project CustomResourceDefinition, and both tokens must be known to it.
package struct APIServerUnderTest: Sendable {
  /// A token of somebody who may do everything.
  private let token: String
  /// A token of somebody who may do nothing but read; a real server may refuse even that.
  private let readerToken: String
  /// The name of the user that `readerToken` stands for.
  let readerName: String
  private let baseURL: String
  private let client: HTTPClient

  /// Describes a server.
  ///
  /// - Parameters:
  ///   - baseURL: Scheme, host and port.
  ///   - authority: The certificate of the authority that signed the server's, in PEM; nil over plain HTTP.
  /// - Throws: `HTTPError` where the certificate is of no use.
  package init(
    baseURL: String,
    token: String,
    readerToken: String,
    readerName: String,
    authority: String? = nil
  )
    throws
  {
    self.baseURL = baseURL
    self.token = token
    self.readerToken = readerToken
    self.readerName = readerName
    // Not that of a command line tool: for those a real server writes its JSON with line breaks.
    var configuration = HTTPClientConfiguration(userAgent: "driftcheck-tests")
    if let authority { configuration.trust = .pem(authority) }
    configuration.proxy = .none
    configuration.retry = .none
    client = try HTTPClient(configuration)
  }

  /// Whose token a request bears.
  enum Caller {
    case administrator
    case reader
    case nobodyKnown
  }

  /// Sends a request and returns the answer, whatever its status.
  func send(
    _ method: HTTPMethod,
    _ path: String,
    _ body: String? = nil,
    contentType: String = "application/json",
    accept: String = "application/json",
    as caller: Caller = .administrator
  ) async throws -> APIReply {
    let token =
      switch caller {
      case .administrator: token
      case .reader: readerToken
      case .nobodyKnown: "nobody-knows-this-token"
      }
    var fields = [HTTPField("Authorization", Secret("Bearer \(token)")), HTTPField("Accept", accept)]
    if body != nil { fields.append(HTTPField("Content-Type", contentType)) }
    let request = HTTPRequest(method, baseURL + path, fields: fields, body: body.map { Data($0.utf8) })
    let response = try await client.send(request)
    return APIReply(request: "\(method.rawValue) \(path)", status: response.status, body: response.body)
  }

  func get(_ path: String, accept: String = "application/json") async throws -> APIReply {
    try await send(.get, path, accept: accept)
  }

  func mergePatch(_ path: String, _ body: String) async throws -> APIReply {
    try await send(.patch, path, body, contentType: "application/merge-patch+json")
  }

  func jsonPatch(_ path: String, _ body: String) async throws -> APIReply {
    try await send(.patch, path, body, contentType: "application/json-patch+json")
  }
}
