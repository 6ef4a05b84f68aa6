import Kubernetes
import Model
import Wire

/// Reads namespaces: their metadata alone.
struct NamespaceReader {
  let client: KubernetesClient
  /// The labels that are kept of each; to hold all of them would take most of the memory.
  let labels: Set<String>

  init(_ client: KubernetesClient, under policy: Policy) {
    self.client = client
    labels = Set(policy.namespaceLabels.keys)
  }

  /// Lists every namespace of the cluster, by name.
  func listing(_ consistency: ListRequest.Consistency) async -> Listing<String, LiveNamespace> {
    let request = ListRequest(.namespaces, metadataOnly: true, consistency: consistency)
    do {
      let list = try await client.list(request, of: NamespaceObject.self) {
        LiveNamespace($0.metadata, keeping: labels)
      }
      var listing = Listing.read(list.items, by: \.name)
      for item in list.undecodable {
        guard let name = item.name else { return .unreadable(Unreadable(item, of: "namespaces")) }
        listing.note(.unreadable(Unreadable(item, of: "namespaces")), for: name)
      }
      return listing
    } catch {
      return .unreadable(Unreadable(reading: "namespaces", error))
    }
  }

  /// Reads one namespace, as etcd has it now.
  func sighting(of name: String) async -> Sighting<LiveNamespace> {
    do {
      let request = try APIRequest.get(.namespaces, name: name, metadataOnly: true)
      guard let object = try await client.get(request, as: NamespaceObject.self) else { return .absent }
      return .present(LiveNamespace(object.metadata, keeping: labels))
    } catch {
      return .unreadable(Unreadable(reading: "namespaces \(name)", error))
    }
  }
}

/// The fields of a namespace that are read.
private struct NamespaceObject: Decodable, Sendable {
  var metadata: ObjectMetadata
}

extension NamespaceObject: JSONReadable {
  init(reading json: inout JSONReader) throws {
    var metadata: ObjectMetadata?
    try json.fields { field, value in
      if case "metadata" = field { metadata = try ObjectMetadata(reading: &value) }
    }
    self.metadata = try JSONReader.required(metadata, "metadata")
  }
}

extension LiveNamespace {
  fileprivate init(_ metadata: ObjectMetadata, keeping labels: Set<String>) {
    self.init(
      name: metadata.name,
      uid: metadata.uid ?? "",
      resourceVersion: metadata.resourceVersion ?? "",
      labels: metadata.labels.filter { labels.contains($0.key) },
      mark: Mark(labels: metadata.labels, annotations: metadata.annotations),
      protection: Protection(metadata),
      manager: Mark.otherManager(in: metadata.labels),
      deletedAt: metadata.deletionTimestamp
    )
  }
}
