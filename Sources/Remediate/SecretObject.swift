import Foundation
import Kubernetes
import Model
import Secrets

/// The fields of a pull secret that are read.
struct SecretObject: Decodable, Sendable {
  var metadata: ObjectMetadata
  var type: String?
  var immutable: Bool?
  /// In base64.
  var data: [String: String]?

  /// What stands under the key of a pull secret.
  var document: LivePullSecret.Document {
    guard let encoded = data?[PullSecret.key] else { return .missing }
    guard let bytes = Data(base64Encoded: encoded), let text = String(bytes: bytes, encoding: .utf8) else {
      return .binary
    }
    return .text(Secret(text))
  }

  /// The secret as the comparison sees it.
  var live: LivePullSecret {
    LivePullSecret(
      reference: ObjectReference(namespace: metadata.namespace ?? "", name: metadata.name),
      uid: metadata.uid ?? "",
      resourceVersion: metadata.resourceVersion ?? "",
      type: type ?? "Opaque",
      isImmutable: immutable ?? false,
      mark: Mark(labels: metadata.labels, annotations: metadata.annotations),
      document: document,
      claim: TokenClaim(annotations: metadata.annotations)
    )
  }

  /// Asks for the secret at `reference`.
  static func read(_ reference: ObjectReference) throws -> APIRequest {
    try .get(.secrets, namespace: reference.namespace, name: reference.name)
  }
}

/// What a pull secret shall hold, beside what it holds already.
struct SecretContent: Sendable {
  let document: Secret
  /// A nil takes one away.
  var annotations: [String: String?] = [:]

  var data: [String: String] {
    [PullSecret.key: Data(document.reveal().utf8).base64EncodedString()]
  }
}

/// A secret that is to be created.
struct NewSecret: Encodable, Sendable {
  struct Metadata: Encodable, Sendable {
    let name: String
    let labels: [String: String]
    let annotations: [String: String]
  }

  let apiVersion = "v1"
  let kind = "Secret"
  let metadata: Metadata
  let type: String
  let data: [String: String]

  /// The pull secret of `project`, with our mark.
  init(_ content: SecretContent, named name: String, for project: ObjectReference) {
    metadata = Metadata(
      name: name,
      labels: [Mark.managedByLabel: Mark.managedByValue],
      annotations: content.annotations.compactMapValues(\.self)
        .merging([Mark.projectAnnotation: project.description]) { _, mark in mark }
    )
    type = PullSecret.type
    data = content.data
  }

  /// The pull secret that takes the place of `old`, with all that this has beside the content.
  init(_ content: SecretContent, replacing old: SecretObject) {
    let kept = old.metadata.annotations.filter { !content.annotations.keys.contains($0.key) }
    metadata = Metadata(
      name: old.metadata.name,
      labels: old.metadata.labels,
      annotations: kept.merging(content.annotations.compactMapValues(\.self)) { _, new in new }
    )
    type = PullSecret.type
    data = (old.data ?? [:]).merging(content.data) { _, new in new }
  }
}
