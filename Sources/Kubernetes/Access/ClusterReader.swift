import Foundation
import HTTP
import Secrets

/// Turns a cluster of a kubeconfig into access to it, still without a user.
struct ClusterReader {
  let name: String
  let cluster: Kubeconfig.Located<KubeconfigDocument.Cluster>

  func access() throws(KubeconfigError) -> ClusterAccess {
    ClusterAccess(
      origin: "\(entry)",
      server: try server(),
      trust: try trust(),
      tlsServerName: cluster.value.tlsServerName.nonEmpty,
      insecureSkipVerify: cluster.value.insecureSkipTLSVerify ?? false,
      proxy: (cluster.value.proxyURL?.reveal()).nonEmpty.map { .url($0) } ?? .environment
    )
  }

  private var entry: KubeconfigEntry {
    KubeconfigEntry(.cluster, name, file: cluster.file.path)
  }

  private func field(_ name: String) -> KubeconfigField {
    KubeconfigField(entry: entry, name: name)
  }

  private func server() throws(KubeconfigError) -> String {
    let text = try cluster.value.server.orMissing(field("server"))
    guard let parts = URLComponents(string: text), ["http", "https"].contains(parts.scheme?.lowercased()),
      !(parts.host ?? "").isEmpty, parts.user == nil, parts.query == nil, parts.fragment == nil
    else {
      throw .malformedField(
        field("server"),
        reason: "is not a URL such as https://kubernetes.example.com:6443"
      )
    }
    return String(text.reversed().drop { $0 == "/" }.reversed())
  }

  private func trust() throws(KubeconfigError) -> HTTPClientConfiguration.Trust {
    let data = field("certificate-authority-data")
    if let encoded = cluster.value.certificateAuthorityData.nonEmpty {
      return .pem(try Base64Text.decode(encoded, data))
    }
    guard let path = cluster.value.certificateAuthority.nonEmpty else { return .system }
    return .pem(try FileText.read(cluster.file.resolve(path), for: field("certificate-authority")))
  }
}

/// Texts that a kubeconfig holds in base64.
enum Base64Text {
  static func decode(_ encoded: String, _ field: KubeconfigField) throws(KubeconfigError) -> String {
    // Long values are often folded over several lines.
    let joined = encoded.filter { !$0.isWhitespace }
    guard let data = Data(base64Encoded: joined), let text = String(data: data, encoding: .utf8) else {
      throw .malformedField(field, reason: "is not the base64 of a text")
    }
    return text
  }
}
