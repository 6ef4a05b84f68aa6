/// The methods of HTTP that we send.
package enum HTTPMethod: String, Sendable {
  case get = "GET"
  case head = "HEAD"
  case post = "POST"
  case put = "PUT"
  case patch = "PATCH"
  case delete = "DELETE"

  /// Says whether sending a request twice has the effect of sending it once (RFC 9110, section 9.2.2).
  ///
  /// Only such a request is ever sent again.
  package var isIdempotent: Bool {
    switch self {
    case .get, .head, .put, .delete: true
    case .post, .patch: false
    }
  }
}
