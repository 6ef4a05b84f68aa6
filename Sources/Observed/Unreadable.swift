import Git
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
  ///
  /// Where our own token is dead, that alone is said, in the same words whatever was to be read.
  ///
  /// - Parameter series: the sort and the name of what was to be read, where many of it are read one by one.
  init(inGitLab subject: String, _ error: GitLabError, in series: (sort: String, member: String)? = nil) {
    guard error.ofOwnToken == nil || error.operation == .readOwnToken else {
      self.init(inGitLab: GitLabReader.ownTokenSubject, error.ofOwnToken ?? error)
      return
    }
    self.init(
      system: .gitlab,
      subject: subject,
      reason: error.description,
      missingPermission: error.missingPermission,
      series: series.map { Series(sort: $0.sort, member: $0.member, cause: error.likeness) }
    )
  }

  /// What a failed read of the repository `system` leaves unknown, and why.
  ///
  /// A server that hides what one may not see says that there is no repository.
  init(_ system: System, reading subject: String, _ error: GitError) {
    var missing = error.missingPermission
    if case .keyRefused = error.reason { missing = "read" }
    if error.reason == .notARepository { missing = "read" }
    self.init(
      system: system,
      subject: subject,
      reason: error.description,
      missingPermission: missing.map { "\($0) on \(error.repository)" }
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
