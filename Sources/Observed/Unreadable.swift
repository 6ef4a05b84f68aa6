import GitLab
import Kubernetes
import Model

extension Unreadable {
  /// What a failed read of the cluster leaves unknown, and why.
  init(reading subject: String, _ error: any Error) {
    let refusal = error as? KubernetesError
    self.init(
      system: .kubernetes,
      subject: subject,
      reason: refusal?.description ?? String(describing: error),
      missingPermission: refusal?.missingPermission
    )
  }

  /// What a failed read of GitLab leaves unknown, and why.
  init(reading subject: String, _ error: GitLabError) {
    self.init(
      system: .gitlab,
      subject: subject,
      reason: error.description,
      missingPermission: error.missingPermission
    )
  }

  /// What an object that is not shaped as it must be leaves unknown.
  init(_ item: UndecodableItem, of plural: String) {
    self.init(
      system: .kubernetes,
      subject: "\(plural) \([item.namespace, item.name].compactMap(\.self).joined(separator: "/"))",
      reason: "it cannot be decoded: \(item.reason)"
    )
  }
}
