package import Foundation
package import HTTP
import Secrets

/// A client of one cluster's API.
package struct KubernetesClient: Sendable {
  /// Where the access comes from, for messages.
  package let origin: String
  /// The namespace that the context, or the pod, is in.
  package let namespace: String?

  let session: Session

  /// A client with the access given.
  ///
  /// - Parameters:
  ///   - configuration: User agent, timeouts, retries and deadline; trust, identity and proxy come from `access`.
  ///   - environment: What an exec plugin inherits.
  ///   - now: The clock by which tokens are read again.
  /// - Throws: `HTTPError` where certificates or other texts of the access cannot be used.
  package init(
    _ access: ClusterAccess,
    configuration: HTTPClientConfiguration,
    environment: [String: String],
    now: @escaping @Sendable () -> Date = { Date() }
  ) throws(HTTPError) {
    origin = access.origin
    namespace = access.namespace
    session = try Session(
      access,
      configuration: configuration,
      credentials: CredentialStore(access.credential, environment: environment, now: now)
    )
  }

  /// How many requests were sent so far, retries included.
  package var requestCount: Int {
    get async { await session.requestCount }
  }

  /// Finds the cluster and makes a client for it; nothing is sent yet.
  ///
  /// - Throws: `KubeconfigError` where no cluster is found, `HTTPError` where its texts cannot be used.
  package static func connect(
    _ search: AccessSearch,
    configuration: HTTPClientConfiguration
  ) throws -> KubernetesClient {
    try KubernetesClient(search.access(), configuration: configuration, environment: search.environment)
  }
}
