package import struct Foundation.TimeInterval

/// The version of a GitLab, as it says itself.
package struct GitLabVersion: Sendable, Hashable, Decodable {
  /// The whole of it; `-ee` at the end marks the Enterprise Edition: `18.2.1-ee`.
  package let version: String
  package let revision: String
}

extension GitLabVersion {
  /// How long, in seconds, after a noted use of a token further ones go unnoted: ten minutes, before 16.1 a day
  /// (GitLab: `app/services/personal_access_tokens/last_used_service.rb`, its merge request 119326).
  ///
  /// A version that cannot be read counts as a recent one.
  package var lastUseResolution: TimeInterval {
    let numbers = version.split(separator: ".").prefix(2).map { Int($0) }
    guard numbers.count == 2, let major = numbers[0], let minor = numbers[1], (major, minor) < (16, 1) else {
      return 600
    }
    return 86_400
  }
}
