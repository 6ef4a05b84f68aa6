import Foundation

/// How a remote is reached, as its URL says.
enum RemoteAddress: Equatable {
  case http
  case ssh(host: String, port: Int)
  case path

  /// Says what is wrong with a URL; never quotes it.
  struct Fault: Error, Equatable {
    let text: String
  }

  /// Reads a URL as git does, without its rarer forms.
  init(of url: String) throws(Fault) {
    if url.hasPrefix("/") {
      self = .path
    } else if url.contains("://") {
      self = try Self.absolute(url)
    } else {
      self = try Self.short(url)
    }
  }

  private static func absolute(_ url: String) throws(Fault) -> RemoteAddress {
    guard let parts = URLComponents(string: url, encodingInvalidCharacters: false) else {
      throw Fault(text: "it holds a character that must be percent-encoded")
    }
    guard parts.password == nil else {
      throw Fault(text: "it holds a password, which belongs into the credential")
    }
    guard let host = parts.host, !host.isEmpty, !host.hasPrefix("-") else {
      throw Fault(text: "it names no host")
    }
    guard parts.query == nil, parts.fragment == nil else {
      throw Fault(text: "it holds a query or a fragment")
    }
    switch parts.scheme?.lowercased() {
    case "https", "http":
      guard parts.user == nil else {
        throw Fault(text: "it holds a user, who belongs into the credential")
      }
      return .http
    case "ssh":
      return .ssh(host: host, port: parts.port ?? 22)
    default:
      throw Fault(text: "it must begin with https://, http:// or ssh://, or be user@host:path or an absolute path")
    }
  }

  /// `user@host:path`, which `scp` made known.
  private static func short(_ url: String) throws(Fault) -> RemoteAddress {
    guard let colon = url.firstIndex(of: ":"), url.index(after: colon) < url.endIndex else {
      throw Fault(text: "it must begin with https://, http:// or ssh://, or be user@host:path or an absolute path")
    }
    let account = url[..<colon]
    let host = account.lastIndex(of: "@").map { account[account.index(after: $0)...] } ?? account
    guard !host.isEmpty, !host.hasPrefix("-"), !account.contains("/") else {
      throw Fault(text: "it names no host")
    }
    return .ssh(host: String(host), port: 22)
  }
}

extension Remote {
  /// How it is reached, once all that can be judged without a server was found right.
  func checkedAddress() throws(RemoteAddress.Fault) -> RemoteAddress {
    let address = try RemoteAddress(of: url)
    switch (address, credential) {
    case (.http, .sshKey):
      throw RemoteAddress.Fault(text: "an SSH key does not open it: it needs a username and a password")
    case (.ssh, .password):
      throw RemoteAddress.Fault(text: "a password does not open it: it needs an SSH key")
    case (.ssh, .none):
      throw RemoteAddress.Fault(text: "it needs an SSH key")
    case (.http, .none), (.http, .password), (.ssh, .sshKey), (.path, _):
      return address
    }
  }
}
