import Foundation

/// Answers `selfsubjectaccessreviews`, by which a caller asks what it may do.
struct AccessReview: Sendable {
  static let path = ["apis", "authorization.k8s.io", "v1", "selfsubjectaccessreviews"]

  var access: Access

  func answer(_ request: SandboxRequest, _ user: User) async throws -> SandboxAnswer {
    guard request.method == "POST" else { throw APIError.methodNotAllowed }
    guard var review = try? JSONValue(parsing: request.body),
      let asked = review["spec"]?["resourceAttributes"]
    else {
      throw APIError.badRequest(
        "the object provided is unrecognized (must be of type SelfSubjectAccessReview)"
      )
    }
    let plural = asked["resource"]?.string ?? ""
    let resource = asked["subresource"]?.string.map { "\(plural)/\($0)" } ?? plural
    let isAllowed = await access.allows(user, asked["verb"]?.string ?? "", resource)
    review["apiVersion"] = "authorization.k8s.io/v1"
    review["kind"] = "SelfSubjectAccessReview"
    review["metadata"] = ["creationTimestamp": .null]
    review["status"] = ["allowed": .bool(isAllowed)]
    return .json(201, review)
  }
}
