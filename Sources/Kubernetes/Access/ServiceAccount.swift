import Foundation
import HTTP

/// The access that a pod has through its service account.
struct ServiceAccount {
  /// Where the kubelet mounts token, CA and namespace.
  static let folder = "/var/run/secrets/kubernetes.io/serviceaccount"

  let environment: [String: String]
  let folder: String

  /// Whether this process is in a pod with a service account.
  var isPresent: Bool {
    address != nil && FileManager.default.fileExists(atPath: tokenPath)
  }

  /// - Throws: `KubeconfigError.serviceAccount` where a part of it is missing.
  func access() throws(KubeconfigError) -> ClusterAccess {
    guard let address else {
      throw .serviceAccount(reason: "KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are not both set")
    }
    guard let authority = try? String(contentsOfFile: folder + "/ca.crt", encoding: .utf8) else {
      throw .serviceAccount(reason: "\(folder)/ca.crt cannot be read")
    }
    let namespace = try? String(contentsOfFile: folder + "/namespace", encoding: .utf8)
    return ClusterAccess(
      origin: "the service account in \(folder)",
      server: address,
      trust: .pem(authority),
      // The API server of one's own cluster is never behind a proxy for the outer world.
      proxy: .none,
      namespace: namespace.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }.nonEmpty,
      credential: .tokenFile(path: tokenPath)
    )
  }

  private var tokenPath: String { folder + "/token" }

  private var address: String? {
    guard let host = environment["KUBERNETES_SERVICE_HOST"].nonEmpty,
      let port = environment["KUBERNETES_SERVICE_PORT"].nonEmpty
    else { return nil }
    return "https://\(host.contains(":") ? "[\(host)]" : host):\(port)"
  }
}
