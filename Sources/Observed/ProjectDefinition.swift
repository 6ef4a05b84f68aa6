package import Kubernetes
package import Model

extension ProjectSource {
  /// Looks at the CustomResourceDefinition of Projects, as etcd has it now.
  ///
  /// One short read, made only where something is about to go.
  package func definition(from client: KubernetesClient) async -> Sighting<ProjectDefinition> {
    do {
      let request = try APIRequest.get(.customResourceDefinitions, name: resource.qualifiedName, metadataOnly: true)
      guard let object = try await client.get(request, as: DefinitionObject.self) else { return .absent }
      return .present(ProjectDefinition(deletedAt: object.metadata.deletionTimestamp))
    } catch {
      let subject = "\(APIResource.customResourceDefinitions.plural) \(resource.qualifiedName)"
      return .unreadable(Unreadable(reading: subject, error))
    }
  }
}

/// The fields of a definition that are read.
private struct DefinitionObject: Decodable, Sendable {
  var metadata: ObjectMetadata
}
