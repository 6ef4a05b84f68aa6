package import Model

/// What a repair would do.
package struct ProposedAction: Sendable, Hashable {
  /// A sentence without its subject and full stop: `create the namespace`.
  package var summary: String
  /// Whether something would be removed, which needs more than `--fix`.
  package var removal: Bool

  package init(_ summary: String, removal: Bool = false) {
    self.summary = summary
    self.removal = removal
  }
}

// What a plan can do today is worded here once, so that what was announced is what is done.
extension ProposedAction {
  static let createNamespace = ProposedAction("create the namespace")
  static let setLabels = ProposedAction("set the labels")
  static let createGroup = ProposedAction("create the group")
  static let setVisibility = ProposedAction("set the visibility")
  static let correctPullSecret = ProposedAction("correct the pull secret")
  static let createPullSecret = ProposedAction("create the pull secret")
  static let createToken = ProposedAction("create a token and write it into the pull secret")
  static let rotateToken = ProposedAction(
    "rotate: create a token, write it into the pull secret, revoke this one later"
  )
  /// Of what a rotation left behind, which is its own to revoke.
  static let revokeToken = ProposedAction("revoke the token")
  /// Of a token that somebody else made.
  static let removeToken = ProposedAction("revoke the token", removal: true)

  /// Of a Project on its way out, of which nothing is left.
  static let releaseProject = ProposedAction("take the finalizer \(ProjectResource.finalizer) off", removal: true)

  static func recreatePullSecret(because reason: ReplacementReason) -> ProposedAction {
    ProposedAction("delete and create the pull secret (\(reason.rawValue))")
  }

  static func createTokenAndPullSecret(because reason: ReplacementReason) -> ProposedAction {
    ProposedAction("create a token, then delete the pull secret and create it with the token (\(reason.rawValue))")
  }

  /// Whether it is done once the pull secret is right and holds a new token.
  var isDoneByNewToken: Bool { ProposedAction.doneByNewToken.contains(self) }

  private static let doneByNewToken = Set(
    [correctPullSecret, createPullSecret, createToken, rotateToken]
      + ReplacementReason.allCases.flatMap { [recreatePullSecret(because: $0), createTokenAndPullSecret(because: $0)] }
  )
}

/// Why a pull secret cannot be changed, so that it must be deleted and created (Kubernetes:
/// `pkg/apis/core/validation`, `ValidateSecretUpdate`).
enum ReplacementReason: String, CaseIterable {
  case type = "its type cannot be changed"
  case immutable = "it is immutable"
}

extension LivePullSecret {
  /// Nil where it can be changed.
  var replacementReason: ReplacementReason? {
    if type != PullSecret.type { return .type }
    return isImmutable ? .immutable : nil
  }

  /// Whether it can only be deleted and created.
  package var mustBeReplaced: Bool { replacementReason != nil }
}

extension Finding {
  /// The finding on a secret where nobody knows which tokens live: there is nothing to mend it around.
  var withoutKnownPassword: Finding {
    announcingNothing(because: "nothing is done about it while it is unknown which tokens are live")
  }

  /// The finding in a namespace that is never ours, whatever a Project asks for.
  var inProtectedNamespace: Finding {
    announcingNothing(because: "its namespace is protected, so nothing is changed there")
  }

  /// The finding where nothing is done about it, for a reason beside its own; one that announces nothing stays as it is.
  package func announcingNothing(because words: String) -> Finding {
    guard action != nil else { return self }
    var finding = self
    finding.action = nil
    finding.reason = reason.map { "\($0); \(words)" } ?? words
    return finding
  }
}
