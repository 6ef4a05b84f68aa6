import Drift
import Foundation
import Kubernetes
import Model
import Secrets

/// Mends pull secrets around the password that they hold.
struct PullSecretWriter: Sendable {
  let client: KubernetesClient

  /// Makes the registry's entry right in one conditional update; whatever else the secret holds stays.
  ///
  /// A secret whose document is another one than was judged is left alone: its password may be another one, too.
  func correct(_ correction: PullSecretCorrection) async -> Outcome {
    let (judged, reference) = (correction.judged, correction.wished.reference)
    guard let document = correction.document else {
      return .refused(
        reason: "the document of the pull secret \(reference) cannot be edited without changing more than the entry of "
          + "\(correction.key); write it anew by hand"
      )
    }
    let update = ConditionalUpdate<SecretObject>(
      client: client,
      subject: "the pull secret \(reference)",
      read: { try .get(.secrets, namespace: reference.namespace, name: reference.name) },
      change: { version in
        let patch = SecretPatch(
          metadata: .init(uid: judged.uid, resourceVersion: version),
          data: [PullSecret.key: Data(document.reveal().utf8).base64EncodedString()]
        )
        return try .patch(
          .secrets,
          namespace: reference.namespace,
          name: reference.name,
          with: .merge(JSONEncoder.sorted.encode(patch))
        )
      },
      judge: { live in
        guard live.metadata.uid == judged.uid, live.type == judged.type, let version = live.metadata.resourceVersion
        else { return .refused(reason: "the pull secret \(reference) is another one than was looked at; run again") }
        if live.document == document { return .done }
        guard case .text(let before) = judged.document, live.document == before else {
          return .refused(reason: "the pull secret \(reference) was changed since it was looked at; run again")
        }
        return .needed(resourceVersion: version)
      }
    )
    return await update.run(from: judged.resourceVersion)
  }
}

/// The fields of a pull secret that are read.
private struct SecretObject: Decodable, Sendable {
  var metadata: ObjectMetadata
  var type: String?
  private var data: [String: String]?

  /// Nil where there is none, or no text.
  var document: Secret? {
    guard let encoded = data?[PullSecret.key], let bytes = Data(base64Encoded: encoded) else { return nil }
    return String(bytes: bytes, encoding: .utf8).map(Secret.init)
  }
}

private struct SecretPatch: Encodable {
  struct Metadata: Encodable {
    let uid: String
    let resourceVersion: String
  }

  let metadata: Metadata
  let data: [String: String]
}
