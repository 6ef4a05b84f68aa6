package import Kubernetes
package import Model

extension Snapshot {
  /// How many NAMEs are looked at one by one; beyond, whole lists are cheaper.
  private static let mostSingleReads = 500
  /// How many of these single reads are under way at once.
  private static let width = 32

  /// Reads all that Projects own in the cluster, in two lists at once, out of the API server's watch cache.
  ///
  /// Nothing is thrown: what could not be read is in the snapshot as unreadable.
  package static func read(from client: KubernetesClient, under policy: Policy) async -> Snapshot {
    await lists(.cached, from: client, under: policy)
  }

  /// Reads the namespace and the pull secret of each of `names` again, this time as etcd has them now.
  ///
  /// A watch cache may lag, and a lagging list must not be reported as drift. What a list did not show stays unknown.
  /// Who may list but not get is asked for whole lists, too.
  package func confirming(
    _ names: Set<String>,
    with client: KubernetesClient,
    under policy: Policy
  ) async -> Snapshot {
    guard names.count <= Snapshot.mostSingleReads, let confirmed = await readingSingly(names, client, policy) else {
      var confirmed = await Snapshot.lists(.consistent(), from: client, under: policy)
      confirmed.gitlab = gitlab
      confirmed.deployment = deployment
      confirmed.flux = flux
      return confirmed
    }
    return confirmed
  }

  /// Reads what belongs to `names` one by one; nil where the right to do so is missing.
  private func readingSingly(
    _ names: Set<String>,
    _ client: KubernetesClient,
    _ policy: Policy
  ) async -> Snapshot? {
    let reader = SingleReader(
      namespaces: namespaces.failure == nil ? NamespaceReader(client, under: policy) : nil,
      pullSecrets: pullSecrets.failure == nil ? PullSecretReader(client, under: policy) : nil
    )
    var confirmed = self
    return await withTaskGroup { group in
      var waiting = names.makeIterator()
      for name in (0..<Snapshot.width).compactMap({ _ in waiting.next() }) {
        group.addTask { await reader.read(name) }
      }
      for await reading in group {
        guard !reading.isForbidden else {
          group.cancelAll()
          return nil
        }
        reading.namespace.map { confirmed.namespaces.note($0, for: reading.name) }
        reading.pullSecret.map { confirmed.pullSecrets.note($0, for: reading.name) }
        if let next = waiting.next() {
          group.addTask { await reader.read(next) }
        }
      }
      return confirmed
    }
  }

  private static func lists(
    _ consistency: ListRequest.Consistency,
    from client: KubernetesClient,
    under policy: Policy
  ) async -> Snapshot {
    async let namespaces = NamespaceReader(client, under: policy).listing(consistency)
    async let pullSecrets = PullSecretReader(client, under: policy).listing(consistency)
    return await Snapshot(namespaces: namespaces, pullSecrets: pullSecrets)
  }
}

/// Reads what one NAME owns, without a list.
private struct SingleReader: Sendable {
  /// Nil where namespaces are unknown altogether.
  let namespaces: NamespaceReader?
  /// Nil where pull secrets are unknown altogether.
  let pullSecrets: PullSecretReader?

  /// What was read; nil for what was not asked for.
  struct Reading: Sendable {
    let name: String
    let namespace: Sighting<LiveNamespace>?
    let pullSecret: Sighting<LivePullSecret>?

    var isForbidden: Bool {
      [namespace?.missingPermission, pullSecret?.missingPermission].contains { $0 != nil }
    }
  }

  func read(_ name: String) async -> Reading {
    await Reading(
      name: name,
      namespace: namespaces?.sighting(of: name),
      pullSecret: pullSecrets?.sighting(in: name)
    )
  }
}

extension Sighting {
  /// The right that is missing to see it.
  fileprivate var missingPermission: String? {
    switch self {
    case .present, .absent: nil
    case .unreadable(let reason): reason.missingPermission
    }
  }
}
