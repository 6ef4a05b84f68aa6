import Foundation

/// The way out of the network.
package enum HTTPProxy: Sendable {
  /// As `HTTPS_PROXY`, `http_proxy`, `ALL_PROXY` and `NO_PROXY` say, by the rules of curl.
  case environment

  /// Straight to the server, whatever the environment says.
  case none

  /// Through this proxy: `http`, `https`, `socks5` or `socks5h`, with user and password where it asks for
  /// them.
  case url(String)

  /// Says what is wrong with it, or nil.
  var fault: String? {
    switch self {
    case .environment, .none:
      return nil
    case .url(let text):
      let schemes = ["http", "https", "socks5", "socks5h"]
      guard let parts = URLComponents(string: text, encodingInvalidCharacters: false),
        let scheme = parts.scheme, schemes.contains(scheme.lowercased()), let host = parts.host, !host.isEmpty
      else {
        return
          "the proxy is not a URL such as http://proxy.example.com:3128 or socks5://proxy.example.com:1080"
      }
      return nil
    }
  }
}

extension HTTPProxy: CustomStringConvertible, CustomReflectable {
  /// The proxy without user and password.
  package var description: String {
    switch self {
    case .environment: "as the environment says"
    case .none: "none"
    case .url(let text): VisibleURL(text).text
    }
  }

  package var customMirror: Mirror { Mirror(self, children: []) }
}
