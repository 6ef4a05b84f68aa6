import Foundation
import HTTP
import Secrets

/// Sends requests to one cluster with its credential, and once more with a new one after a 401.
actor Session {
  private let server: String
  private let credentials: CredentialStore
  private let configuration: HTTPClientConfiguration
  private var client: HTTPClient
  /// What clients with certificates that are no longer shown have sent.
  private var earlierRequests = 0
  /// The generation of the credential whose certificate `client` shows.
  private var clientGeneration = 0

  init(
    _ access: ClusterAccess,
    configuration: HTTPClientConfiguration,
    credentials: CredentialStore
  ) throws(HTTPError) {
    server = access.server
    self.credentials = credentials
    self.configuration = configuration.reaching(access)
    client = try HTTPClient(self.configuration)
  }

  /// An answer and the credential that it was asked with.
  struct Answer<Response: Sendable>: Sendable {
    let response: Response
    let credential: Credential
  }

  /// Sends a request and reads the answer to its end.
  func send(_ request: APIRequest) async throws -> Answer<HTTPResponse> {
    try await attempt(request, status: \.status) { client, message in try await client.send(message) }
  }

  /// Sends a request and gives out the answer when its head is there.
  func stream(_ request: APIRequest) async throws -> Answer<HTTPStream> {
    try await attempt(request, status: \.status) { client, message in try await client.stream(message) }
  }

  /// How many requests were sent, retries included.
  var requestCount: Int {
    earlierRequests + client.requestCount
  }

  private func attempt<Response: Sendable>(
    _ request: APIRequest,
    status: any KeyPath<Response, Int> & Sendable,
    _ send: @Sendable (HTTPClient, HTTPRequest) async throws -> Response
  ) async throws -> Answer<Response> {
    do {
      let credential = try await credentials.current()
      let response = try await send(client(for: credential), message(request, credential))
      guard response[keyPath: status] == 401, let other = try await credentials.replacement(for: credential)
      else {
        return Answer(response: response, credential: credential)
      }
      let second = try await send(client(for: other), message(request, other))
      return Answer(response: second, credential: other)
    } catch let error as KubeconfigError {
      throw KubernetesError(request.operation, .credential(error))
    } catch let error as HTTPError {
      throw KubernetesError(request.operation, .transport(error))
    }
  }

  /// A certificate belongs to the connections, so another one needs another client.
  private func client(for credential: Credential) throws(HTTPError) -> HTTPClient {
    guard let identity = credential.identity, credential.generation > clientGeneration else { return client }
    var configuration = configuration
    configuration.clientIdentity = identity
    earlierRequests += client.requestCount
    client = try HTTPClient(configuration)
    clientGeneration = credential.generation
    return client
  }

  private func message(_ request: APIRequest, _ credential: Credential) -> HTTPRequest {
    var fields = [HTTPField("Accept", request.accept)]
    if let type = request.contentType { fields.append(HTTPField("Content-Type", type)) }
    if let authorization = credential.authorization {
      fields.append(HTTPField("Authorization", authorization))
    }
    return HTTPRequest(request.method, server + request.target, fields: fields, body: request.body)
  }
}

extension HTTPClientConfiguration {
  fileprivate func reaching(_ access: ClusterAccess) -> HTTPClientConfiguration {
    var configuration = self
    configuration.trust = access.trust
    configuration.clientIdentity = access.identity
    configuration.tlsServerName = access.tlsServerName
    configuration.insecureSkipVerify = access.insecureSkipVerify
    configuration.proxy = access.proxy
    return configuration
  }
}
