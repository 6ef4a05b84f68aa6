import Foundation
import HTTP
import Kubernetes
import Remediate

/// Leads to the configured cluster.
struct ClusterConnection: Sendable {
  let section: KubernetesSection
  let environment: [String: String]
  /// How long the server may say nothing.
  let longestSilence: Duration

  /// A client whose work must be over at `deadline`; nothing is sent yet.
  ///
  /// - Throws: A kubeconfig that cannot be used.
  func client(until deadline: ContinuousClock.Instant) throws -> KubernetesClient {
    var http = HTTPClientConfiguration(userAgent: "driftcheck/\(Version.current)")
    http.deadline = deadline
    http.stallTimeout = min(http.stallTimeout, longestSilence)
    http.connectTimeout = min(http.connectTimeout, longestSilence)
    let search = AccessSearch(kubeconfig: section.kubeconfig, context: section.context, environment: environment)
    return try KubernetesClient.connect(search, configuration: http)
  }

  /// The Lease for a run that must be over at `deadline`.
  ///
  /// It has a client of its own, so that a renewal waits for no other request and the Lease can be released at the very
  /// end.
  func lease(of run: RunIdentity, until deadline: ContinuousClock.Instant) throws -> FixerLease {
    FixerLease(
      client: try client(until: deadline + .seconds(10)),
      namespace: section.leaseNamespace,
      holder: "\(Self.hostName)_\(run.id)"
    )
  }

  /// Which machine this is, or in a cluster which Pod.
  private static var hostName: String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "unknown" }
    return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
