import Foundation
package import Secrets

extension DockerConfig {
  /// Makes the entry under `key` one of these credentials and leaves everything else in `document` as it is.
  ///
  /// - Returns: The new text; nil where `document` cannot be read, or where anything beside that entry would change.
  package static func setting(
    username: String,
    password: Secret,
    under key: String,
    in document: Secret
  ) -> Secret? {
    guard var expected = try? DockerConfig(parsing: document),
      var root = try? JSONSerialization.jsonObject(with: Data(document.reveal().utf8)) as? [String: Any],
      var auths = root["auths"] as? [String: Any]
    else { return nil }
    let auth = Data("\(username):\(password.reveal())".utf8).base64EncodedString()
    var entry = auths[key] as? [String: Any] ?? [:]
    entry["username"] = username
    entry["password"] = password.reveal()
    entry["auth"] = auth
    auths[key] = entry
    root["auths"] = auths
    expected.auths[key] = Entry(username: username, password: password, auth: Secret(auth))
    let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes]
    guard let bytes = try? JSONSerialization.data(withJSONObject: root, options: options) else { return nil }
    let edited = Secret(String(decoding: bytes, as: UTF8.self))
    // Foundation reads some texts otherwise than a kubelet does; then nothing is edited.
    return (try? DockerConfig(parsing: edited)) == expected ? edited : nil
  }
}
