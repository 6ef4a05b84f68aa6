import Drift
import Kubernetes
import Model

/// Mends pull secrets around the password that they hold.
struct PullSecretWriter: Sendable {
  let client: KubernetesClient

  /// Makes the registry's entry right in one conditional update; whatever else the secret holds stays.
  ///
  /// A secret whose document is another one than was judged is left alone: its password may be another one, too. One that
  /// cannot be changed is deleted and created, once the server has said that it would take both.
  func correct(_ correction: PullSecretCorrection) async -> Outcome {
    let reference = correction.wished.reference
    guard let document = correction.document else {
      return .refused(
        reason: "the document of the pull secret \(reference) cannot be edited without changing more than the entry of "
          + "\(correction.key); write it anew by hand"
      )
    }
    let content = SecretContent(document: document)
    if correction.judged.mustBeReplaced {
      let replacement = SecretReplacement(client: client, judged: correction.judged)
      let rehearsal = await replacement.rehearse(content)
      return rehearsal == .done ? await replacement.run(content).outcome : rehearsal.outcome
    }
    // Nothing is created here, so no mark is set.
    let write = PullSecretWrite(client: client, reference: reference, judged: correction.judged, project: reference)
    return await write.run(content).outcome
  }
}
