/// The name under which a registry's credentials are kept, compared as a kubelet compares it.
///
/// Scheme, a trailing slash and a leading `/v1/` or `/v2/` of the path mean nothing to it; letter case does
/// (Kubernetes: `pkg/credentialprovider/keyring.go`, `BasicDockerKeyring.Add`).
package struct RegistryHost: Sendable, Hashable, CustomStringConvertible {
  /// Host, port where there is one, and path where it is more than `/v1/` or `/v2/`.
  package let description: String

  /// Normalises `text`, as it stands in a configuration or as a key of `auths`.
  package init(_ text: String) {
    var rest = text[...]
    for scheme in ["https://", "http://"] where rest.hasPrefix(scheme) {
      rest = rest.dropFirst(scheme.count)
      break
    }
    let host = rest.prefix { $0 != "/" }
    var path = rest[host.endIndex...]
    for version in ["/v1", "/v2"] where path == version || path.hasPrefix(version + "/") {
      path = path.dropFirst(version.count)
      break
    }
    while path.hasSuffix("/") { path = path.dropLast() }
    description = String(host + path)
  }
}
