/// The name under which a registry's credentials are kept, compared as a kubelet compares it.
///
/// Scheme, user, query, a trailing slash and a leading `/v1/` or `/v2/` of the path mean nothing to it; letter case does
/// (Kubernetes: `pkg/credentialprovider/keyring.go`, `BasicDockerKeyring.Add`).
package struct RegistryHost: Sendable, Hashable, CustomStringConvertible {
  /// Host, port where there is one, and path where it is more than `/v1/` or `/v2/`.
  package let description: String

  /// Normalises `text`, as it stands in a configuration or as a key of `auths`.
  package init(_ text: String) {
    var rest = Substring(text).utf8
    for scheme in ["https://", "http://"] where rest.starts(with: scheme.utf8) {
      rest = rest.dropFirst(scheme.utf8.count)
      break
    }
    rest = rest.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    let authority = rest.prefix { $0 != UInt8(ascii: "/") }
    var path = rest[authority.endIndex...]
    for version in ["/v1/", "/v2/"] where path.starts(with: version.utf8) {
      path = path.dropFirst(version.utf8.count - 1)
      break
    }
    if path.last == UInt8(ascii: "/") { path = path.dropLast() }
    let user = authority.lastIndex(of: UInt8(ascii: "@"))
    let host = user.map { authority[authority.index(after: $0)...] } ?? authority
    description = "\(Substring(host))\(Substring(path))"
  }
}
