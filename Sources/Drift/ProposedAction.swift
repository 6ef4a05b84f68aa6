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
  static let recreatePullSecret = ProposedAction("delete and create the pull secret (its type cannot be changed)")
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

  private func announcingNothing(because words: String) -> Finding {
    guard action != nil else { return self }
    var finding = self
    finding.action = nil
    finding.reason = reason.map { "\($0); \(words)" } ?? words
    return finding
  }
}
