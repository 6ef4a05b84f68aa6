package import HTTP

/// A request to GitLab's API as a pure value: built and tested without any network.
package struct GitLabRequest: Sendable, Hashable {
  package let operation: GitLabOperation
  package let method: HTTPMethod
  /// The segments of the path below `/api/v4`, not yet encoded.
  package let segments: [String]
  /// The parameters in the order in which they are sent, not yet encoded.
  package let query: [Parameter]

  /// One parameter of a query, not yet encoded.
  package struct Parameter: Sendable, Hashable {
    package let name: String
    package let value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  init(_ operation: GitLabOperation, _ segments: [String], query: [Parameter] = []) {
    self.operation = operation
    method = .get
    self.segments = segments
    self.query = query
  }

  /// The encoded path and query below the server's base URL (RFC 3986).
  ///
  /// A slash within a segment is encoded too: to GitLab `groups/a%2Fb` is a group, `groups/a/b` another route.
  package var target: String {
    let path = (["api", "v4"] + segments).map { "/" + PercentEncoding.encode($0) }.joined()
    let parameters = query.map { PercentEncoding.encode($0.name) + "=" + PercentEncoding.encode($0.value) }
    return parameters.isEmpty ? path : path + "?" + parameters.joined(separator: "&")
  }

  /// The same request with another query.
  func with(query: [Parameter]) -> GitLabRequest {
    GitLabRequest(operation, segments, query: query)
  }
}

/// Percent-encoding of a path segment or a query part (RFC 3986, section 2).
enum PercentEncoding {
  /// Returns `text` with every byte but the unreserved ones encoded.
  static func encode(_ text: String) -> String {
    if text.utf8.allSatisfy(isUnreserved) { return text }
    return text.utf8.map { isUnreserved($0) ? String(UnicodeScalar($0)) : "%" + hexDigits($0) }.joined()
  }

  private static func hexDigits(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): true
    default: false
    }
  }
}
