import Foundation
import Kubernetes
import Model
import Secrets

/// Reads pull secrets: those of one name, in all namespaces at once, and no other secret.
struct PullSecretReader {
  let client: KubernetesClient
  let name: String

  /// Lists the secrets of that name, by the namespace that each stands in.
  func listing(_ consistency: ListRequest.Consistency) async -> Listing<String, LivePullSecret> {
    let request = ListRequest(.secrets, fieldSelector: "metadata.name=\(name)", consistency: consistency)
    do {
      let list = try await client.list(request, of: SecretObject.self) { LivePullSecret($0) }
      var listing = Listing.read(Dictionary(list.items.map { ($0.reference.namespace, $0) }) { _, later in later })
      for item in list.undecodable {
        guard let namespace = item.namespace else { return .unreadable(Unreadable(item, of: "secrets")) }
        listing.note(.unreadable(Unreadable(item, of: "secrets")), for: namespace)
      }
      return listing
    } catch {
      return .unreadable(Unreadable(reading: "secrets \(name)", error))
    }
  }

  /// Reads the one in `namespace`, as etcd has it now.
  func sighting(in namespace: String) async -> Sighting<LivePullSecret> {
    do {
      let request = try APIRequest.get(.secrets, namespace: namespace, name: name)
      guard let object = try await client.get(request, as: SecretObject.self) else { return .absent }
      return .present(LivePullSecret(object))
    } catch {
      return .unreadable(Unreadable(reading: "secrets \(namespace)/\(name)", error))
    }
  }
}

/// The fields of a secret that are read.
private struct SecretObject: Decodable, Sendable {
  var metadata: ObjectMetadata
  var type: String?
  var data: Payload?

  /// The one key of `data` that a pull secret has, still in base64.
  struct Payload: Decodable, Sendable {
    var document: String?

    private enum CodingKeys: String, CodingKey {
      case document = ".dockerconfigjson"
    }
  }

  var document: LivePullSecret.Document {
    guard let encoded = data?.document else { return .missing }
    guard let bytes = Data(base64Encoded: encoded), let text = String(bytes: bytes, encoding: .utf8) else {
      return .binary
    }
    return .text(Secret(text))
  }
}

extension LivePullSecret {
  fileprivate init(_ object: SecretObject) {
    self.init(
      reference: ObjectReference(namespace: object.metadata.namespace ?? "", name: object.metadata.name),
      uid: object.metadata.uid ?? "",
      resourceVersion: object.metadata.resourceVersion ?? "",
      type: object.type ?? "Opaque",
      mark: Mark(labels: object.metadata.labels, annotations: object.metadata.annotations),
      isProtected: object.metadata.annotations[Mark.protectAnnotation] == "true",
      document: object.document,
      claim: TokenClaim(annotations: object.metadata.annotations)
    )
  }
}
