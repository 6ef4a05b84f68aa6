import Foundation
import HTTP
import Secrets

/// What an exec plugin is told of the cluster: `Cluster` of client.authentication.k8s.io.
package struct ExecCluster: Sendable, Hashable {
  /// The extension of a kubeconfig's cluster that is meant for plugins.
  private static let extensionName = "client.authentication.k8s.io/exec"

  let server: String
  let tlsServerName: String?
  let insecureSkipTLSVerify: Bool?
  /// In base64, as JSON carries bytes.
  let certificateAuthorityData: Data?
  let proxyURL: String?
  let config: PlainValue?

  init(_ access: ClusterAccess, _ cluster: KubeconfigDocument.Cluster) {
    server = access.server
    tlsServerName = access.tlsServerName
    insecureSkipTLSVerify = access.insecureSkipVerify ? true : nil
    switch access.trust {
    case .system: certificateAuthorityData = nil
    case .pem(let text): certificateAuthorityData = Data(text.utf8)
    }
    proxyURL = cluster.proxyURL?.reveal()
    config = cluster.extensions?.first { $0.name == Self.extensionName }?.extension
  }
}

extension ExecCluster: Encodable {
  private enum CodingKeys: String, CodingKey {
    case server
    case tlsServerName = "tls-server-name"
    case insecureSkipTLSVerify = "insecure-skip-tls-verify"
    case certificateAuthorityData = "certificate-authority-data"
    case proxyURL = "proxy-url"
    case config
  }
}

/// The URL of a proxy may hold a password, and the configuration anything.
extension ExecCluster: CustomStringConvertible, CustomReflectable {
  package var description: String { server }
  package var customMirror: Mirror { Mirror(self, children: ["server": server]) }
}
