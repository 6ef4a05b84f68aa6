package import Foundation
package import HTTP
import Wire

/// A request to GitLab's API as a pure value: built and tested without any network.
package struct GitLabRequest: Sendable, Hashable {
  package let operation: GitLabOperation
  package let method: HTTPMethod
  /// The segments of the path below `/api/v4`, not yet encoded.
  package let segments: [String]
  /// The parameters in the order in which they are sent, not yet encoded.
  package let query: [Parameter]
  /// The JSON that is sent; nil where there is none.
  package let body: Data?

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
    body = nil
  }

  /// A request that changes something and says all in its path.
  init(_ operation: GitLabOperation, _ method: HTTPMethod, _ segments: [String]) {
    self.operation = operation
    self.method = method
    self.segments = segments
    query = []
    body = nil
  }

  /// A request that changes something.
  ///
  /// - Throws: ``GitLabError`` where `body` cannot be written as JSON.
  init(
    _ operation: GitLabOperation,
    _ method: HTTPMethod,
    _ segments: [String],
    body: some Encodable
  ) throws(GitLabError) {
    self.operation = operation
    self.method = method
    self.segments = segments
    query = []
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    do {
      self.body = try encoder.encode(body)
    } catch {
      throw GitLabError(operation, .invalidRequest("it cannot be written as JSON"))
    }
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
