package import Kubernetes
package import Model

extension NamespaceUsage {
  /// How many objects of a sort are named at most; one is enough to know that a namespace is in use.
  private static let mostNamed = 5

  /// Looks whether `namespace` holds PersistentVolumeClaims, or Pods that have not come to their end.
  ///
  /// Two short reads, as etcd has it now. They are made only for a namespace that is about to go.
  package static func read(of namespace: String, from client: KubernetesClient) async -> Sighting<NamespaceUsage> {
    do {
      let claims = try await names(of: .persistentVolumeClaims, in: namespace, from: client)
      // Pending ones too: they were wanted a moment ago.
      let unfinished = "status.phase!=Succeeded,status.phase!=Failed"
      let pods = try await names(of: .pods, in: namespace, where: unfinished, from: client)
      return .present(NamespaceUsage(volumeClaims: claims, pods: pods))
    } catch {
      return .unreadable(Unreadable(reading: "what the namespace \(namespace) holds", error))
    }
  }

  private static func names(
    of resource: APIResource,
    in namespace: String,
    where fields: String? = nil,
    from client: KubernetesClient
  ) async throws -> [String] {
    let request = ListRequest(
      resource,
      namespace: namespace,
      fieldSelector: fields,
      metadataOnly: true,
      consistency: .consistent(pageSize: mostNamed)
    )
    return try await client.send(request.page(), as: FirstPage.self).items?.map(\.metadata.name) ?? []
  }
}

/// The beginning of a list.
private struct FirstPage: Decodable, Sendable {
  struct Item: Decodable, Sendable {
    var metadata: ObjectMetadata
  }

  /// Null where there is none: so an API server writes an empty list of metadata.
  var items: [Item]?
}
