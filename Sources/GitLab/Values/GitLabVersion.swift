/// The version of a GitLab, as it says itself.
package struct GitLabVersion: Sendable, Hashable, Decodable {
  /// The whole of it; `-ee` at the end marks the Enterprise Edition: `18.2.1-ee`.
  package let version: String
  package let revision: String
}
