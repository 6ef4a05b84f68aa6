import Foundation

/// The requests that change one object.
struct ObjectWrites: Sendable {
  var cluster: Cluster
  var request: SandboxRequest
  var address: ResourceAddress
  var layout: Layout

  func create() async throws -> SandboxAnswer {
    guard !address.type.isNamespaced || !address.namespace.isEmpty else {
      throw address.type.isCustom ? APIError.pageNotFound : APIError.methodNotAllowed
    }
    let created = try await cluster.create(
      address.type,
      namespace: address.namespace,
      try body(),
      isDryRun: try isDryRun("CreateOptions")
    )
    return .json(201, layout.text(of: created))
  }

  func update() async throws -> SandboxAnswer {
    let body = try body()
    let updated = try await cluster.update(
      address.type,
      address.object,
      subresource: address.subresource,
      style: .replace,
      isDryRun: try isDryRun("UpdateOptions")
    ) { _ in body }
    return .json(200, layout.text(of: updated))
  }

  func patch() async throws -> SandboxAnswer {
    let kind = request.contentType.prefix { $0 != ";" }
    let change: @Sendable (JSONValue) throws -> JSONValue
    switch kind {
    case "application/merge-patch+json":
      let patch = try body()
      change = { $0.merging(patch) }
    case "application/json-patch+json":
      let patch = try body()
      change = { try JSONPatch(patch).applied(to: $0) }
    default:
      throw APIError.unsupportedMediaType
    }
    let patched = try await cluster.update(
      address.type,
      address.object,
      subresource: address.subresource,
      style: .patch,
      isDryRun: try isDryRun("PatchOptions"),
      change: change
    )
    return .json(200, layout.text(of: patched))
  }

  func delete() async throws -> SandboxAnswer {
    let options = request.body.isEmpty ? JSONValue.object([:]) : try body()
    let demanded = options["preconditions"]
    let preconditions = Preconditions(
      uid: demanded?["uid"]?.string,
      revision: demanded?["resourceVersion"]?.string
    )
    // As kube-apiserver does, which reads the query only where there is no body.
    let isDryRun =
      try request.body.isEmpty ? isDryRun("DeleteOptions") : options["dryRun"]?.array == [.string("All")]
    switch try await cluster.delete(address.type, address.object, preconditions, isDryRun: isDryRun) {
    case .leaving(let object):
      return .json(200, layout.text(of: object))
    case .gone(let object):
      var details = APIError.details(address.type, address.name)
      details["uid"] = .string(object.uid)
      return .json(
        200,
        ["kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Success", "details": details]
      )
    }
  }

  private func body() throws -> JSONValue {
    do {
      return try JSONValue(parsing: request.body)
    } catch {
      throw APIError.badRequest(
        "the object provided is unrecognized (must be of type \(address.type.kind)): couldn't get version/kind; "
          + "json parse error"
      )
    }
  }

  private func isDryRun(_ options: String) throws -> Bool {
    switch request.query["dryRun"] {
    case nil, "": return false
    case "All": return true
    case .some(let value): throw APIError.invalidDryRun(options: options, value: value)
    }
  }
}
