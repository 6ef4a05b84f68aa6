/// The user whose token asks.
package struct GitLabUser: Sendable, Hashable, Decodable {
  package let id: Int
  package let username: String
  /// Whether it is an administrator of the instance; GitLab tells only administrators.
  package let isAdministrator: Bool

  private enum Key: String, CodingKey {
    case id, username
    case isAdministrator = "is_admin"
  }

  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: Key.self)
    id = try fields.decode(Int.self, forKey: .id)
    username = try fields.decode(String.self, forKey: .username)
    isAdministrator = try fields.decodeIfPresent(Bool.self, forKey: .isAdministrator) ?? false
  }
}
