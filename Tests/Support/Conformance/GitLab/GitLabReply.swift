import Foundation
package import HTTP

/// The answer of a GitLab under test.
package struct GitLabReply: Sendable {
  /// What was asked, for messages.
  package let request: String
  /// The answer as it came.
  package let response: HTTPResponse

  /// The status.
  package var status: Int { response.status }
  /// The body as text.
  package var text: String { String(decoding: response.body, as: UTF8.self) }

  /// The value of a header.
  package subscript(header: String) -> String? { response.headers[header] }

  /// The target of the link with that relation.
  package func link(_ relation: String) -> String? {
    let link = self["Link"]?.components(separatedBy: ", ").first { $0.hasSuffix("; rel=\"\(relation)\"") }
    return link?.split(separator: ">").first.map { String($0.dropFirst()) }
  }

  /// The one group or token in the answer, whose status must be `code`.
  ///
  /// - Throws: An error that says what was asked, expected and answered.
  package func decoded<Value: Decodable>(_ code: Int = 200, as type: Value.Type = Value.self) throws -> Value {
    try demand(status == code, "status \(code)")
    do {
      let decoder = JSONDecoder()
      decoder.keyDecodingStrategy = .convertFromSnakeCase
      return try decoder.decode(type, from: response.body)
    } catch {
      throw ConformanceFailure(description: "\(request): the answer is no \(type): \(text.prefix(2000))")
    }
  }

  /// Demands a refusal by one of GitLab's own helpers, whose words contain `words`.
  ///
  /// - Throws: An error that says what was asked, expected and answered.
  package func refused(_ code: Int, message words: String) throws {
    let refusal = try decoded(code, as: Refusal.self)
    try demand(refusal.message?.contains(words) ?? false, "the message '\(words)'")
  }

  /// Demands a refusal by the validation of parameters or what comes before it, whose words contain `words`.
  ///
  /// - Throws: An error that says what was asked, expected and answered.
  package func refused(_ code: Int, error words: String) throws {
    let refusal = try decoded(code, as: Refusal.self)
    try demand(refusal.error?.contains(words) ?? false, "the error '\(words)'")
  }

  /// Fails unless `holds`, saying what was expected of this answer.
  func demand(_ holds: Bool, _ expectation: String) throws {
    guard holds else {
      throw ConformanceFailure(
        description: "\(request): expected \(expectation), but the answer was \(status) \(text.prefix(2000))"
      )
    }
  }

  private struct Refusal: Decodable {
    var message: String?
    var error: String?
  }
}

/// The fields of a group that the rules are about.
package struct GroupEntity: Decodable, Sendable, Hashable {
  package var id: Int
  package var name: String
  package var path: String
  package var fullPath: String
  package var visibility: String
  package var parentId: Int?
  package var markedForDeletionOn: String?
  package var createdAt: String
}

/// The fields of a token that the rules are about.
package struct TokenEntity: Decodable, Sendable, Hashable {
  package var id: Int
  package var name: String
  package var revoked: Bool
  package var active: Bool
  package var createdAt: String
  package var lastUsedAt: String?
  package var expiresAt: String?
  package var scopes: [String]
  package var userId: Int
  package var accessLevel: Int?
  package var token: String?
}
