package import Foundation
package import Kubernetes
package import Model

/// Every Project that one list showed.
package struct ProjectList: Sendable {
  package var resources: [ProjectResource]
  /// The time by the API server's clock when it answered; nil where it did not say.
  package var serverTime: Date?

  package init(resources: [ProjectResource], serverTime: Date?) {
    self.resources = resources
    self.serverTime = serverTime
  }
}

/// Where Projects are looked for.
package struct ProjectSource: Sendable {
  package var resource: APIResource
  /// The namespaces to look in; empty for all of the cluster.
  package var namespaces: [String]

  /// Projects of the API `group`/`version` in `namespaces`, or in all where that is empty; each is asked for once.
  package init(group: String, version: String, namespaces: [String]) {
    resource = APIResource(group: group, version: version, plural: "projects", isNamespaced: true)
    var seen: Set<String> = []
    self.namespaces = namespaces.filter { seen.insert($0).inserted }
  }

  /// Lists every Project.
  ///
  /// One that cannot be decoded is in the list as undecodable and spoils no other.
  ///
  /// - Returns: ``Unreadable`` where a list was refused, cut off or timed out; a part of the Projects is never returned.
  package func list(
    from client: KubernetesClient,
    _ consistency: ListRequest.Consistency
  ) async -> Result<ProjectList, Unreadable> {
    await read(from: client, consistency, keeping: \.self).map {
      ProjectList(resources: $0.items, serverTime: $0.serverTime)
    }
  }

  /// Lists the NAMEs that Projects claim, valid or not, and keeps nothing else of them.
  ///
  /// - Returns: ``Unreadable`` as ``list(from:_:)`` does.
  package func claims(
    from client: KubernetesClient,
    _ consistency: ListRequest.Consistency
  ) async -> Result<Set<String>, Unreadable> {
    await read(from: client, consistency, keeping: \.shieldedNames).map { showing in
      showing.items.reduce(into: []) { $0.formUnion($1) }
    }
  }

  /// What the lists of all namespaces showed.
  private struct Showing<Kept> {
    var items: [Kept] = []
    var serverTime: Date?
  }

  private func read<Kept: Sendable>(
    from client: KubernetesClient,
    _ consistency: ListRequest.Consistency,
    keeping part: @escaping @Sendable (ProjectResource) -> Kept
  ) async -> Result<Showing<Kept>, Unreadable> {
    do {
      var showing = Showing<Kept>()
      for namespace in namespaces.isEmpty ? [nil] : namespaces.map(Optional.some) {
        let request = ListRequest(resource, namespace: namespace, consistency: consistency)
        let list = try await client.list(request, of: ProjectObject.self) { part(ProjectResource($0)) }
        // The first is taken over as it is: mostly it is the only one, and joining copies.
        if showing.items.isEmpty { showing.items = list.items } else { showing.items += list.items }
        for item in list.undecodable { showing.items.append(part(ProjectResource(item))) }
        showing.serverTime = list.serverTime ?? showing.serverTime
      }
      return .success(showing)
    } catch {
      return .failure(Unreadable(reading: resource.qualifiedName, error))
    }
  }
}

/// What the operator sets on every Project: one list that all share, which are many.
private let usualFinalizers = ["project.kyotu.tech/finalizer"]

extension ProjectResource {
  fileprivate init(_ object: ProjectObject) {
    self.init(
      reference: ObjectReference(namespace: object.metadata.namespace ?? "", name: object.metadata.name),
      uid: object.metadata.uid ?? "",
      createdAt: object.metadata.creationTimestamp,
      deletedAt: object.metadata.deletionTimestamp,
      finalizers: object.metadata.finalizers == usualFinalizers ? usualFinalizers : object.metadata.finalizers,
      projectID: object.spec.projectId.entry,
      environmentType: object.spec.environmentType.entry,
      googleGroup: object.spec.googleGroup.entry
    )
  }

  fileprivate init(_ item: UndecodableItem) {
    self.init(
      reference: ObjectReference(namespace: item.namespace ?? "", name: item.name ?? "(nameless)"),
      uid: item.uid ?? "",
      createdAt: item.metadata?.creationTimestamp,
      deletedAt: item.metadata?.deletionTimestamp,
      finalizers: item.metadata?.finalizers ?? [],
      undecodable: item.reason
    )
  }
}
