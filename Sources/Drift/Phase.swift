/// The parts of a plan, in the order in which they are carried out: what others need comes first, what they held last.
package enum Phase: Int, CaseIterable, Sendable, Comparable {
  case namespaces
  case groups
  /// Tokens, and the pull secrets that hold them.
  case credentials
  /// One commit for each repository.
  case repositories
  /// Tokens whose overlap is over.
  case revocations
  /// Pull secrets that nobody asks for any more.
  case pullSecretRemovals
  case namespaceRemovals
  case finalizers

  package static func < (left: Phase, right: Phase) -> Bool {
    left.rawValue < right.rawValue
  }
}
