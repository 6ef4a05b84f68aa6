package import Foundation

/// A request: a value, sent by ``HTTPClient``.
package struct HTTPRequest: Sendable {
  package var method: HTTPMethod

  /// An absolute `http` or `https` URL, percent-encoded, without user and password.
  package var url: String

  package var fields: [HTTPField]

  package var body: Data?

  /// The longest that one try may take in whole; nil for that of the client.
  package var timeout: Duration?

  /// Whether the server may compress its answer with gzip; the body is handed over as it was before.
  package var acceptsGzip = false

  /// A request, by default for reading.
  package init(
    _ method: HTTPMethod = .get,
    _ url: String,
    fields: [HTTPField] = [],
    body: Data? = nil,
    timeout: Duration? = nil
  ) {
    self.method = method
    self.url = url
    self.fields = fields
    self.body = body
    self.timeout = timeout
  }
}
