import Foundation

/// The Kubernetes API as far as driftcheck reads and writes it: takes a request, answers it.
struct KubernetesAPI: Sendable {
  var cluster: Cluster
  var access: Access

  func answer(_ request: SandboxRequest) async -> SandboxAnswer {
    do {
      return try await answerOrThrow(request)
    } catch let error as APIError {
      return Self.refusal(error)
    } catch {
      return Self.failure(500, retryAfter: nil)
    }
  }

  private func answerOrThrow(_ request: SandboxRequest) async throws -> SandboxAnswer {
    guard let user = User.named(by: request.authorization) else { throw APIError.unauthorized }
    if let answer = Discovery.publicAnswer(request) { return answer }
    switch ResourceAddress.read(request.segments) {
    case .address(let address):
      return try await answer(request, at: address, user)
    case .unknownResource, .noSuchPath:
      guard user != .anonymous else {
        throw APIError.forbiddenPath(user: user.name, verb: request.method.lowercased(), path: request.path)
      }
    }
    if request.segments == AccessReview.path {
      return try await AccessReview(access: access).answer(request, user)
    }
    if let answer = await Discovery(cluster: cluster).answer(request) { return answer }
    throw request.segments.first == "api" ? APIError.unknownResource : APIError.pageNotFound
  }

  private func answer(_ request: SandboxRequest, at address: ResourceAddress, _ user: User) async throws
    -> SandboxAnswer
  {
    guard let verb = Self.verb(request.method, address) else { throw APIError.methodNotAllowed }
    let resource = address.subresource.map { "\(address.type.plural)/\($0)" } ?? address.type.plural
    guard await access.allows(user, verb.rawValue, resource) else {
      throw APIError.forbidden(user: user.name, verb: verb.rawValue, address: address)
    }
    if let subresource = address.subresource, subresource != "status" || !address.type.hasStatus {
      throw address.type.isCustom ? APIError.pageNotFound : APIError.unknownResource
    }
    let layout = try Layout(accept: request.accept)
    let writes = ObjectWrites(cluster: cluster, request: request, address: address, layout: layout)
    return switch verb {
    case .get: .json(200, layout.text(of: try await cluster.object(address.type, address.object)))
    case .list: try await list(request, address, layout)
    case .create: try await writes.create()
    case .update: try await writes.update()
    case .patch: try await writes.patch()
    case .delete: try await writes.delete()
    }
  }

  private func list(_ request: SandboxRequest, _ address: ResourceAddress, _ layout: Layout) async throws
    -> SandboxAnswer
  {
    let watch = request.query["watch"] ?? ""
    guard ["", "0", "false"].contains(watch) else { throw APIError.methodNotAllowed }
    let options = try ListOptions(request.query, type: address.type)
    let page = try await cluster.list(address.type, namespace: address.namespace, options)
    return .json(200, layout.text(of: page, type: address.type))
  }

  /// What a request asks for, in the words of the API.
  private enum Verb: String {
    case get, list, create, update, patch, delete
  }

  private static func verb(_ method: String, _ address: ResourceAddress) -> Verb? {
    switch (method, address.name == nil) {
    case ("GET", true): .list
    case ("GET", false): .get
    case ("POST", true): .create
    case ("PUT", false): .update
    case ("PATCH", false): .patch
    case ("DELETE", false): .delete
    default: nil
    }
  }

  /// The answer to a request that is refused.
  static func refusal(_ error: APIError) -> SandboxAnswer {
    guard let status = error.status else { return .text(404, "404 page not found\n") }
    return .json(status["code"]?.integer ?? 500, status)
  }

  /// The answer of a server that is in trouble, for any reason.
  static func failure(_ code: Int, retryAfter seconds: Int?) -> SandboxAnswer {
    let words: (reason: String, message: String) =
      switch code {
      case 401: ("Unauthorized", "Unauthorized")
      case 403: ("Forbidden", "forbidden: the sandbox was told to refuse this")
      case 404: ("NotFound", "the server could not find the requested resource")
      case 410: ("Expired", "The resourceVersion for the provided list is too old.")
      case 429: ("TooManyRequests", "Too many requests, please try again later.")
      case 503: ("ServiceUnavailable", "the server is currently unable to handle the request")
      case 504: ("Timeout", "the server was unable to return a response in the time allotted")
      default: ("InternalError", "Internal error occurred: the sandbox was told to fail")
      }
    var details: JSONValue = [:]
    details["retryAfterSeconds"] = seconds.map(JSONValue.integer)
    var answer = SandboxAnswer.json(code, APIError.status(code, words.reason, words.message, details))
    if let seconds { answer.headers["Retry-After"] = String(seconds) }
    return answer
  }
}

extension ResourceAddress {
  /// The object that the path names.
  var object: ObjectName { ObjectName(namespace: namespace, name: name ?? "") }
}

extension ListOptions {
  /// Reads the query of a list.
  ///
  /// - Throws: ``APIError/badRequest(_:)``.
  fileprivate init(_ query: [String: String], type: ResourceType) throws {
    labels = try LabelSelector(query["labelSelector"] ?? "")
    fields = try FieldSelector(query["fieldSelector"] ?? "", for: type)
    token = query["continue"] ?? ""
    revision = query["resourceVersion"] ?? ""
    let text = query["limit"] ?? ""
    guard let limit = text.isEmpty ? 0 : Int(text) else {
      throw APIError.badRequest("strconv.ParseInt: parsing \"\(text)\": invalid syntax")
    }
    self.limit = limit
  }
}
