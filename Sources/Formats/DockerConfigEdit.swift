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
    guard let edited = text(root) else { return nil }
    // Foundation reads some texts otherwise than a kubelet does; then nothing is edited.
    return (try? DockerConfig(parsing: edited)) == expected ? edited : nil
  }

  /// A text with these credentials under each of `keys`: `document` with everything else as it is, or as much of it as
  /// can be read where a kubelet could read nothing.
  ///
  /// - Parameter document: what is there; nil for nothing.
  /// - Returns: The text; nil where `document` can be read, but anything beside those entries would change.
  package static func setting(
    username: String,
    password: Secret,
    underEach keys: [String],
    in document: Secret?
  ) -> Secret? {
    var edited = readablePart(of: document)
    for key in keys {
      guard let next = setting(username: username, password: password, under: key, in: edited) else { return nil }
      edited = next
    }
    return edited
  }

  private static func readablePart(of document: Secret?) -> Secret {
    let nothing = Secret(#"{"auths":{}}"#)
    guard let document else { return nothing }
    if isReadable(document) { return document }
    guard var root = try? JSONSerialization.jsonObject(with: Data(document.reveal().utf8)) as? [String: Any] else {
      return nothing
    }
    let entries = root["auths"] as? [String: Any] ?? [:]
    root["auths"] = entries.filter { text(["auths": [$0.key: $0.value]]).map(isReadable) ?? false }
    return text(root).flatMap { isReadable($0) ? $0 : nil } ?? nothing
  }

  private static func isReadable(_ document: Secret) -> Bool {
    (try? DockerConfig(parsing: document)) != nil
  }

  private static func text(_ root: [String: Any]) -> Secret? {
    let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes]
    return (try? JSONSerialization.data(withJSONObject: root, options: options)).map {
      Secret(String(decoding: $0, as: UTF8.self))
    }
  }
}
