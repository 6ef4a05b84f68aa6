import Foundation

/// The server that a URL names.
struct ServerAddress: Sendable, Equatable {
  let scheme: String

  /// The host, an IPv6 address in brackets.
  let host: String

  let port: Int

  /// Whether the port is the one that the scheme implies.
  var hasImpliedPort: Bool { port == (scheme == "https" ? 443 : 80) }

  /// Says what is wrong with a URL; never quotes it.
  struct Fault: Error, Equatable {
    let text: String
  }

  /// Reads the server out of an absolute URL.
  init(of url: String) throws(Fault) {
    guard let parts = URLComponents(string: url, encodingInvalidCharacters: false) else {
      throw Fault(text: "it holds a character that must be percent-encoded")
    }
    guard let scheme = parts.scheme?.lowercased(), scheme == "http" || scheme == "https" else {
      throw Fault(text: "it must begin with https:// or http://")
    }
    guard parts.user == nil, parts.password == nil else {
      throw Fault(text: "it holds a user or a password, which belong into a header")
    }
    guard let host = parts.encodedHost, !host.isEmpty else {
      throw Fault(text: "it names no host")
    }
    let port = parts.port ?? (scheme == "https" ? 443 : 80)
    guard (1...65535).contains(port) else {
      throw Fault(text: "its port is not a number from 1 to 65535")
    }
    self.scheme = scheme
    self.host = host
    self.port = port
  }

  /// Says whether a name may stand for a host: letters, digits, points and hyphens.
  static func isHostName(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"):
          true
        default: false
        }
      }
  }
}
