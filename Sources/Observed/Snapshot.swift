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
  /// A watch cache may lag, and a lagging list must not be reported as drift.
  package func confirming(
    _ names: Set<String>,
    with client: KubernetesClient,
    under policy: Policy
  ) async -> Snapshot {
    if names.count > Snapshot.mostSingleReads {
      var confirmed = await Snapshot.lists(.consistent(), from: client, under: policy)
      confirmed.gitlab = gitlab
      return confirmed
    }
    let namespaceReader = NamespaceReader(client: client)
    let secretReader = PullSecretReader(client: client, name: policy.pullSecretName)
    var confirmed = self
    await withTaskGroup(of: (String, Sighting<LiveNamespace>, Sighting<LivePullSecret>).self) { group in
      var waiting = names.makeIterator()
      for name in (0..<Snapshot.width).compactMap({ _ in waiting.next() }) {
        group.addTask { await (name, namespaceReader.sighting(of: name), secretReader.sighting(in: name)) }
      }
      for await (name, namespace, secret) in group {
        confirmed.namespaces.note(namespace, for: name)
        confirmed.pullSecrets.note(secret, for: name)
        if let next = waiting.next() {
          group.addTask { await (next, namespaceReader.sighting(of: next), secretReader.sighting(in: next)) }
        }
      }
    }
    return confirmed
  }

  private static func lists(
    _ consistency: ListRequest.Consistency,
    from client: KubernetesClient,
    under policy: Policy
  ) async -> Snapshot {
    async let namespaces = NamespaceReader(client: client).listing(consistency)
    async let pullSecrets = PullSecretReader(client: client, name: policy.pullSecretName).listing(consistency)
    return await Snapshot(namespaces: namespaces, pullSecrets: pullSecrets)
  }
}
