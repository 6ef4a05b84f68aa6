package import Foundation

/// An answer, read to its end.
///
/// Every status is an answer, 404 and 503 too.
package struct HTTPResponse: Sendable, Equatable {
  package let status: Int
  package let headers: HTTPHeaders
  package let body: Data

  /// An answer made of its parts.
  package init(status: Int, headers: HTTPHeaders = HTTPHeaders(), body: Data = Data()) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}
