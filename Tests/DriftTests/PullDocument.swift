import Foundation
import Secrets

/// The document of a pull secret, whole at first, with a password that a test can search for.
struct PullDocument {
  var registry: String
  var username: String?
  var password: String?
  var auth: String?

  init(of name: String, registry: String = World.registry) {
    let username = "\(name)-image-puller"
    let password = PullDocument.password(of: name)
    self.registry = registry
    self.username = username
    self.password = password
    self.auth = PullDocument.auth(username, password)
  }

  static func password(of name: String) -> String {
    "glpat-planted-\(name)"
  }

  static func auth(_ username: String, _ password: String) -> String {
    Data("\(username):\(password)".utf8).base64EncodedString()
  }

  /// `"REGISTRY": {...}`, with the fields that are not nil.
  var entry: String {
    let fields = [("username", username), ("password", password), ("auth", auth)]
    let members = fields.compactMap { name, value in value.map { "    \"\(name)\": \"\($0)\"" } }
    return "\"\(registry)\": {\n\(members.joined(separator: ",\n"))\n}"
  }

  var text: Secret {
    PullDocument.text([entry])
  }

  static func text(_ entries: [String]) -> Secret {
    Secret("{\"auths\": {\(entries.joined(separator: ", "))}}")
  }
}
