import Foundation

/// The search for the cluster to work on.
package struct AccessSearch: Sendable {
  /// A kubeconfig that the configuration names; it must exist.
  package var kubeconfig: String?
  /// A context that the configuration names; nil or empty for the current one.
  package var context: String?
  package var environment: [String: String]
  /// Where a pod's service account is mounted.
  package var serviceAccountFolder: String

  package init(
    kubeconfig: String? = nil,
    context: String? = nil,
    environment: [String: String],
    serviceAccountFolder: String? = nil
  ) {
    self.kubeconfig = kubeconfig
    self.context = context
    self.environment = environment
    self.serviceAccountFolder = serviceAccountFolder ?? ServiceAccount.folder
  }

  /// Finds the cluster: what the configuration names, else `KUBECONFIG`, else the pod's service account, else
  /// `~/.kube/config`.
  ///
  /// - Throws: `KubeconfigError` for the first of them that is there and wrong; what is not there is no error unless
  ///   the configuration names it or nothing is there at all.
  package func access() throws(KubeconfigError) -> ClusterAccess {
    if let path = kubeconfig.nonEmpty {
      return try Kubeconfig(reading: [path]).access(context: context)
    }
    let listed = listedPaths
    if !listed.isEmpty {
      return try Kubeconfig(reading: listed).access(context: context)
    }
    let account = ServiceAccount(environment: environment, folder: serviceAccountFolder)
    if context.nonEmpty == nil, account.isPresent {
      return try account.access()
    }
    guard let home = homePath else { throw nothingFound(looked: "~/.kube/config (HOME is not set)") }
    guard FileManager.default.fileExists(atPath: home) else { throw nothingFound(looked: home) }
    return try Kubeconfig(reading: [home]).access(context: context)
  }

  /// The files of `KUBECONFIG`, each once.
  private var listedPaths: [String] {
    var seen: Set<String> = []
    return (environment["KUBECONFIG"] ?? "").split(separator: ":").map(String.init)
      .filter { seen.insert($0).inserted }
  }

  private var homePath: String? {
    environment["HOME"].nonEmpty.map { $0 + "/.kube/config" }
  }

  private func nothingFound(looked home: String) -> KubeconfigError {
    .nothingFound(lookedFor: [
      "a configured kubeconfig", "KUBECONFIG", "the service account in \(serviceAccountFolder)", home,
    ])
  }
}
