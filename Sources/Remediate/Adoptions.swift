package import Drift
import Foundation
package import Kubernetes
import Model

/// Sets our mark on what the operator made, and changes nothing else of it.
package struct Adoptions: Sendable {
  private let client: KubernetesClient

  /// How many claims are under way at once.
  private static let width = 16

  package init(kubernetes client: KubernetesClient) {
    self.client = client
  }

  /// Marks what `claims` name, each if it is still what was judged, and says what became of it.
  ///
  /// Nothing is thrown. A claim that was begun is carried to its end also where the task is cancelled; none is begun after
  /// that, nor once there is a reason to stop.
  ///
  /// - Parameters:
  ///   - reasonToStop: asked before each claim; what it says is why those that are left wait.
  ///   - progress: told how many claims have ended.
  package func carryOut(
    _ claims: [AdoptionClaim],
    unless reasonToStop: () -> String? = { nil },
    progress: (Int) -> Void = { _ in }
  ) async -> [AdoptionClaim: Outcome] {
    var outcomes: [AdoptionClaim: Outcome] = [:]
    await withTaskGroup(of: (AdoptionClaim, Outcome).self) { group in
      var waiting = claims.makeIterator()
      var ended = 0
      func begin() {
        while let next = waiting.next() {
          let reason = Task.isCancelled ? "the run was ended before it" : reasonToStop()
          guard let reason else {
            // Not a child task, as the cancellation of a request in mid-write would leave nobody knowing what it did.
            group.addTask { (next, await Task { await mark(next) }.value) }
            return
          }
          outcomes[next] = .waiting(reason: reason)
        }
      }
      for _ in 0..<Adoptions.width { begin() }
      for await (claim, outcome) in group {
        outcomes[claim] = outcome
        ended += 1
        progress(ended)
        begin()
      }
    }
    return outcomes
  }

  private func mark(_ claim: AdoptionClaim) async -> Outcome {
    let (resource, namespace, name) = claim.object.address
    let update = ConditionalUpdate<MarkedObject>(
      client: client,
      subject: claim.object.words,
      read: { try .get(resource, namespace: namespace, name: name, metadataOnly: true) },
      change: { version in
        // No uid: one that was created again has another version, and the answer to another uid is 422, not 409.
        let patch = MarkPatch(resourceVersion: version, project: claim.project)
        return try .patch(
          resource,
          namespace: namespace,
          name: name,
          with: .merge(JSONEncoder.sorted.encode(patch))
        )
      },
      judge: { $0.verdict(on: claim) }
    )
    return await update.run(from: claim.resourceVersion).outcome
  }
}

extension AdoptionClaim.Object {
  fileprivate var address: (APIResource, namespace: String?, name: String) {
    switch self {
    case .namespace(let name): (.namespaces, nil, name)
    case .pullSecret(let reference): (.secrets, reference.namespace, reference.name)
    }
  }

  fileprivate var words: String {
    switch self {
    case .namespace(let name): "the namespace \(name)"
    case .pullSecret(let reference): "the pull secret \(reference)"
    }
  }
}

/// What an object says of who made and who manages it.
private struct MarkedObject: Decodable, Sendable {
  var metadata: ObjectMetadata

  /// Whether it is still as it was when it was claimed, but for its version.
  func verdict(on claim: AdoptionClaim) -> ConditionalUpdate<MarkedObject>.Verdict {
    let words = claim.object.words
    guard metadata.uid == claim.uid, let version = metadata.resourceVersion else {
      return .refused(reason: "\(words) is another one than was looked at: it was deleted and created again; run again")
    }
    let protection = Protection(
      labels: metadata.labels,
      annotations: metadata.annotations,
      owner: metadata.controller.map { "\($0.kind) \($0.name)" }
    )
    guard metadata.deletionTimestamp == nil, protection == nil, Mark.otherManager(in: metadata.labels) == nil else {
      return .refused(reason: "\(words) was changed since it was looked at, and is not to be claimed any more")
    }
    switch Mark(labels: metadata.labels, annotations: metadata.annotations) {
    case .driftcheck(let project):
      return project == claim.project.description
        ? .done : .refused(reason: "\(words) was claimed for \(project) since it was looked at")
    case .unmarked:
      return .refused(reason: "\(words) does not say any more that the operator made it")
    case .projectOperator:
      return .needed(resourceVersion: version)
    }
  }
}

private struct MarkPatch: Encodable {
  struct Metadata: Encodable {
    let resourceVersion: String
    let labels: [String: String]
    let annotations: [String: String]
  }

  let metadata: Metadata

  init(resourceVersion: String, project: ObjectReference) {
    metadata = Metadata(
      resourceVersion: resourceVersion,
      labels: [Mark.managedByLabel: Mark.managedByValue],
      annotations: [Mark.projectAnnotation: project.description]
    )
  }
}
