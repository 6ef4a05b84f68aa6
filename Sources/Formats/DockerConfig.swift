import Foundation
package import Secrets

/// The document of a `kubernetes.io/dockerconfigjson` secret: credentials by registry.
package struct DockerConfig: Sendable, Equatable {
  /// The credentials for one registry; a field that is empty counts as lacking, as it does to a kubelet.
  package struct Entry: Sendable, Equatable {
    package var username: String?
    package var password: Secret?
    /// Base64 of `username:password`.
    package var auth: Secret?
  }

  /// Why a document cannot be read; none of them quotes it.
  package enum Flaw: Error, Sendable, Hashable {
    case notJSON
    /// It is JSON, but `auths` is lacking or is no object of objects of texts.
    case noAuths
  }

  /// The entries as they stand, by the key that each has.
  package var auths: [String: Entry]

  /// Reads the text under the key `.dockerconfigjson`.
  package init(parsing document: Secret) throws(Flaw) {
    guard let root = JSONValue(parsing: document.reveal()) else { throw .notJSON }
    guard case .object(let members) = root, case .object(let entries)? = members["auths"] else { throw .noAuths }
    auths = [:]
    for (key, value) in entries {
      auths[key] = try Entry(value)
    }
  }

  /// The entries that a kubelet would try for `host`, by their keys in ascending order.
  package func entries(for host: RegistryHost) -> [(key: String, entry: Entry)] {
    auths.filter { RegistryHost($0.key) == host }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}

extension DockerConfig.Entry {
  fileprivate init(_ value: JSONValue) throws(DockerConfig.Flaw) {
    switch value {
    case .object(let fields):
      username = try Self.text(fields["username"])
      password = try Self.text(fields["password"]).map(Secret.init)
      auth = try Self.text(fields["auth"]).map(Secret.init)
    case .null:
      break
    case .string, .other:
      throw .noAuths
    }
  }

  private static func text(_ value: JSONValue?) throws(DockerConfig.Flaw) -> String? {
    switch value {
    case .string(let text): text.isEmpty ? nil : text
    case .null, nil: nil
    case .object, .other: throw .noAuths
    }
  }

  /// The user name and password that a kubelet sends: those in `auth` where there is one, else the plain fields.
  ///
  /// Nil where `auth` is no base64 of a text with a colon, or a field is lacking. As to a kubelet, padding may lack and
  /// line breaks mean nothing (Kubernetes: `pkg/credentialprovider/config.go`, `decodeDockerConfigFieldAuth`).
  package var credentials: (username: String, password: Secret)? {
    guard let auth else {
      guard let username, let password else { return nil }
      return (username, password)
    }
    var base64 = auth.reveal().utf8.filter { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    if base64.last != UInt8(ascii: "=") {
      base64 += repeatElement(UInt8(ascii: "="), count: (4 - base64.count % 4) % 4)
    }
    guard let decoded = Data(base64Encoded: Data(base64)), let colon = decoded.firstIndex(of: UInt8(ascii: ":")),
      let username = String(validating: decoded[..<colon], as: UTF8.self),
      let password = String(validating: decoded[decoded.index(after: colon)...], as: UTF8.self)
    else { return nil }
    return (username, Secret(password))
  }
}
