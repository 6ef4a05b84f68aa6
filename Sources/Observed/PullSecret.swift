import Foundation
import Kubernetes
import Model
import Secrets
import Wire

/// Reads pull secrets: those of one name, in all namespaces at once, and no other secret.
struct PullSecretReader {
  let client: KubernetesClient
  let name: String

  init(_ client: KubernetesClient, under policy: Policy) {
    self.client = client
    name = policy.pullSecretName
  }

  /// Lists the secrets of that name, by the namespace that each stands in.
  func listing(_ consistency: ListRequest.Consistency) async -> Listing<String, LivePullSecret> {
    let request = ListRequest(.secrets, fieldSelector: "metadata.name=\(name)", consistency: consistency)
    do {
      let list = try await client.list(request, of: SecretObject.self) { [name] in LivePullSecret($0, name: name) }
      var listing = Listing.read(list.items, by: \.reference.namespace)
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
      return .present(LivePullSecret(object, name: name))
    } catch {
      return .unreadable(Unreadable(reading: "secrets \(namespace)/\(name)", error))
    }
  }
}

/// The fields of a secret that are read.
private struct SecretObject: Decodable, Sendable {
  var metadata: ObjectMetadata
  var type: String?
  var immutable: Bool?
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

extension SecretObject: JSONReadable {
  init(reading json: inout JSONReader) throws {
    var metadata: ObjectMetadata?
    var (type, immutable, data): (String?, Bool?, Payload?)
    try json.fields { field, value in
      switch field {
      case "metadata": metadata = try ObjectMetadata(reading: &value)
      case "type": type = try value.stringOrNull()
      case "immutable": immutable = try value.takeNull() ? nil : value.bool()
      case "data": data = try value.takeNull() ? nil : Payload(reading: &value)
      case _: break
      }
    }
    self.init(
      metadata: try JSONReader.required(metadata, "metadata"),
      type: type,
      immutable: immutable,
      data: data
    )
  }
}

extension SecretObject.Payload: JSONReadable {
  init(reading json: inout JSONReader) throws {
    var document: String?
    try json.fields { field, value in
      if case ".dockerconfigjson" = field { document = try value.stringOrNull() }
    }
    self.init(document: document)
  }
}

extension LivePullSecret {
  /// A secret that was asked for by `name`; that text and the usual type are shared by all, which are many.
  fileprivate init(_ object: SecretObject, name: String) {
    self.init(
      reference: ObjectReference(namespace: object.metadata.namespace ?? "", name: name),
      uid: object.metadata.uid ?? "",
      resourceVersion: object.metadata.resourceVersion ?? "",
      type: object.type == PullSecret.type ? PullSecret.type : object.type ?? "Opaque",
      isImmutable: object.immutable ?? false,
      mark: Mark(labels: object.metadata.labels, annotations: object.metadata.annotations),
      protection: Protection(object.metadata),
      manager: Mark.otherManager(in: object.metadata.labels),
      document: object.document,
      claim: TokenClaim(annotations: object.metadata.annotations)
    )
  }
}
