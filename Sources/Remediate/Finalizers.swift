import Drift
import Foundation
import Kubernetes
import Model

/// Takes the operator's finalizer off a Project on its way out, that one entry alone.
struct FinalizerRemoval: Sendable {
  let client: KubernetesClient
  /// The resource of Projects.
  let projects: APIResource

  /// How often the patch is tried, where others change the list meanwhile.
  private static let attempts = 3

  func run(on judged: Roster.Leaving) async -> Outcome {
    let (reference, subject) = (judged.reference, "the Project \(judged.reference)")
    var last: (any Error)?
    for _ in 0..<FinalizerRemoval.attempts {
      do {
        let read = try APIRequest.get(projects, namespace: reference.namespace, name: reference.name)
        guard let live = try await client.get(read, as: FinalizedObject.self)?.metadata else { return .done }
        guard live.uid == judged.uid, live.deletionTimestamp != nil else {
          return .refused(reason: "\(subject) is another one than was looked at; run again")
        }
        guard let index = live.finalizers.firstIndex(of: ProjectResource.finalizer) else { return .done }
        try await client.send(
          .patch(
            projects,
            namespace: reference.namespace,
            name: reference.name,
            with: .json(JSONEncoder.sorted.encode(FinalizerPatch(at: index, uid: judged.uid).steps))
          )
        )
        return .done
      } catch let error as KubernetesError where error.isNotFound {
        return .done
      } catch {
        last = error
      }
    }
    return .failed(reason: last.map { "\($0)" } ?? "it was not tried")
  }
}

private struct FinalizedObject: Decodable, Sendable {
  var metadata: ObjectMetadata
}

/// A JSON patch (RFC 6902) that takes an entry away only where it is the finalizer of the Project that was judged.
private struct FinalizerPatch {
  struct Step: Encodable {
    let op: String
    let path: String
    var value: String?
  }

  let steps: [Step]

  init(at index: Int, uid: String) {
    let entry = "/metadata/finalizers/\(index)"
    steps = [
      Step(op: "test", path: "/metadata/uid", value: uid),
      Step(op: "test", path: entry, value: ProjectResource.finalizer),
      Step(op: "remove", path: entry),
    ]
  }
}
