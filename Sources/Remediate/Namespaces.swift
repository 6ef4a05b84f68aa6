import Drift
import Foundation
import Kubernetes
import Model

/// Creates namespaces and sets their labels.
struct NamespaceWriter: Sendable {
  let client: KubernetesClient

  /// Creates `namespace` with our mark.
  ///
  /// One that is there already, because somebody else was faster or an answer was lost, is as good as ours if it is as
  /// wished.
  func create(_ namespace: Namespace, for project: ObjectReference) async -> Outcome {
    do {
      let object = try JSONEncoder.sorted.encode(NewNamespace(namespace, for: project))
      try await client.send(APIRequest.create(.namespaces, name: namespace.name, object: object))
      return .done
    } catch let error as KubernetesError where error.isAlreadyExists || error.leavesDoubt {
      return await judge(namespace, after: error)
    } catch {
      return .failed(reason: "\(error)")
    }
  }

  private func judge(_ namespace: Namespace, after error: KubernetesError) async -> Outcome {
    do {
      guard let live = try await client.get(read(namespace), as: NamespaceObject.self) else {
        return .failed(reason: "\(error)")
      }
      if live.isTerminating { return .refused(reason: NamespaceWriter.terminating(namespace)) }
      guard live.bears(namespace.labels) else {
        return .refused(
          reason: "somebody else created the namespace \(namespace.name) meanwhile, without the labels that it shall "
            + "bear; run again"
        )
      }
      return .done
    } catch let second {
      return .failed(reason: "\(error) And it could not be read afterwards: \(second)")
    }
  }

  /// Sets the labels of `namespace` on the one that was `judged`, and no others.
  func setLabels(of namespace: Namespace, on judged: LiveNamespace) async -> Outcome {
    let update = ConditionalUpdate<NamespaceObject>(
      client: client,
      subject: "the namespace \(namespace.name)",
      read: { try read(namespace) },
      change: { version in
        // No uid: one that was created again has another version, and the answer to another uid is 422, not 409.
        let patch = NamespacePatch(metadata: .init(resourceVersion: version, labels: namespace.labels))
        return try .patch(.namespaces, name: namespace.name, with: .merge(JSONEncoder.sorted.encode(patch)))
      },
      judge: { live in
        guard live.metadata.uid == judged.uid, let version = live.metadata.resourceVersion else {
          return .refused(
            reason: "the namespace \(namespace.name) is another one than was looked at: it was deleted and created "
              + "again; run again"
          )
        }
        if live.isTerminating { return .refused(reason: NamespaceWriter.terminating(namespace)) }
        return live.bears(namespace.labels) ? .done : .needed(resourceVersion: version)
      }
    )
    return await update.run(from: judged.resourceVersion).outcome
  }

  private func read(_ namespace: Namespace) throws -> APIRequest {
    try .get(.namespaces, name: namespace.name, metadataOnly: true)
  }

  private static func terminating(_ namespace: Namespace) -> String {
    "the namespace \(namespace.name) is Terminating: it can be created again only when it is gone"
  }
}

/// The fields of a namespace that are read.
private struct NamespaceObject: Decodable, Sendable {
  var metadata: ObjectMetadata

  var isTerminating: Bool { metadata.deletionTimestamp != nil }

  func bears(_ labels: [String: String]) -> Bool {
    labels.allSatisfy { metadata.labels[$0.key] == $0.value }
  }
}

private struct NewNamespace: Encodable {
  struct Metadata: Encodable {
    let name: String
    let labels: [String: String]
    let annotations: [String: String]
  }

  let apiVersion = "v1"
  let kind = "Namespace"
  let metadata: Metadata

  /// The mark is what proves later that the namespace is ours, so no configured label takes its place.
  init(_ namespace: Namespace, for project: ObjectReference) {
    let mark = [Mark.managedByLabel: Mark.managedByValue]
    metadata = Metadata(
      name: namespace.name,
      labels: namespace.labels.merging(mark) { _, mark in mark },
      annotations: [Mark.projectAnnotation: project.description]
    )
  }
}

private struct NamespacePatch: Encodable {
  struct Metadata: Encodable {
    let resourceVersion: String
    let labels: [String: String]
  }

  let metadata: Metadata
}

extension JSONEncoder {
  /// Equal values become equal texts.
  static var sorted: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }
}
