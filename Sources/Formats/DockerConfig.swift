import Foundation
package import Secrets

/// The document of a `kubernetes.io/dockerconfigjson` secret: credentials by registry.
package struct DockerConfig: Sendable, Equatable {
  /// The credentials for one registry.
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
    let data = Data(document.reveal().utf8)
    do {
      auths = try JSONDecoder().decode(Document.self, from: data).auths.mapValues(\.entry)
    } catch DecodingError.dataCorrupted {
      throw .notJSON
    } catch {
      throw .noAuths
    }
  }

  /// The entries that a kubelet would try for `host`, by their keys in ascending order.
  package func entries(for host: RegistryHost) -> [(key: String, entry: Entry)] {
    auths.filter { RegistryHost($0.key) == host }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private struct Document: Decodable {
    var auths: [String: Raw]

    struct Raw: Decodable {
      var username: String?
      var password: String?
      var auth: String?

      var entry: Entry {
        Entry(username: username, password: password.map(Secret.init), auth: auth.map(Secret.init))
      }
    }
  }
}

extension DockerConfig.Entry {
  /// The user name and password that a kubelet sends: those in `auth` where it is filled, else the plain fields.
  ///
  /// Nil where `auth` is no base64 of a text with a colon, or a field is lacking.
  package var credentials: (username: String, password: Secret)? {
    guard let auth, !auth.isEmpty else {
      guard let username, let password else { return nil }
      return (username, password)
    }
    guard let decoded = Data(base64Encoded: auth.reveal()),
      let text = String(bytes: decoded, encoding: .utf8),
      let colon = text.firstIndex(of: ":")
    else { return nil }
    return (String(text[..<colon]), Secret(String(text[text.index(after: colon)...])))
  }

  /// Whether the plain fields, as far as they are there, say the same as `auth`.
  package var agreesWithItself: Bool {
    guard let credentials else { return false }
    return (username ?? credentials.username) == credentials.username
      && (password ?? credentials.password) == credentials.password
  }
}
