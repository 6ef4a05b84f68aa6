package import Wire

package import struct Secrets.Secret

/// An access token that is to be made.
package struct AccessTokenWish: Sendable, Hashable {
  package let name: String
  package let description: String
  package let scopes: [String]
  /// 20 Reporter; GitLab's own default would be 40, Maintainer.
  package let level: Int
  /// The day at whose beginning in UTC it dies.
  package let expiresOn: CivilDate

  package init(name: String, description: String, scopes: [String], level: Int, expiresOn: CivilDate) {
    self.name = name
    self.description = description
    self.scopes = scopes
    self.level = level
    self.expiresOn = expiresOn
  }
}

extension AccessTokenWish: Encodable {
  private enum Key: String, CodingKey {
    case name, description, scopes
    case level = "access_level"
    case expiresOn = "expires_at"
  }

  package func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: Key.self)
    try fields.encode(name, forKey: .name)
    try fields.encode(description, forKey: .description)
    try fields.encode(scopes, forKey: .scopes)
    try fields.encode(level, forKey: .level)
    try fields.encode(expiresOn.description, forKey: .expiresOn)
  }
}

/// An access token that was just made, with its secret, which GitLab never shows again.
package struct CreatedAccessToken: Sendable, Hashable {
  package let id: Int
  package let secret: Secret
  /// The day at whose beginning in UTC it dies; nil if never.
  package let expiresAt: CivilDate?
}

extension CreatedAccessToken: Decodable {
  private enum Key: String, CodingKey {
    case id, token
    case expiresAt = "expires_at"
  }

  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: Key.self)
    id = try fields.decode(Int.self, forKey: .id)
    secret = Secret(try fields.decode(String.self, forKey: .token))
    expiresAt = try fields.dayIfPresent(.expiresAt)
  }
}
