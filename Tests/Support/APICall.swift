package import Foundation

/// A request to the API server.
package struct APICall: Sendable {
  /// What to do with the object or collection.
  package enum Method: String, Sendable {
    case get = "GET"
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case delete = "DELETE"
  }

  /// What to do.
  package var method: Method

  /// Path and query.
  package var path: String

  /// The text to send, if any.
  package var body: String?

  /// What kind of text that is; the kind of patch is said here.
  package var contentType: String

  /// Makes a request.
  package init(_ method: Method, _ path: String, body: String? = nil, contentType: String = "application/json") {
    self.method = method
    self.path = path
    self.body = body
    self.contentType = contentType
  }
}

/// The API server's answer to a call.
package struct APIAnswer: Sendable {
  /// The HTTP status.
  package let status: Int

  /// The body, JSON as a rule.
  package let body: Data

  /// The body as text.
  package var text: String { String(decoding: body, as: UTF8.self) }

  /// Whether the status is 2xx.
  package var isSuccess: Bool { (200..<300).contains(status) }

  /// Decodes the body.
  package func decoded<Value: Decodable>(as type: Value.Type = Value.self) throws -> Value {
    try JSONDecoder().decode(type, from: body)
  }
}
