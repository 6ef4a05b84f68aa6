/// What is wrong with a subject; which faults a kind can have stands with the kind's comparison.
package enum Fault: String, CaseIterable, Sendable, Codable {
  /// A Project that cannot be served.
  case invalid
  /// A Project whose name another, older Project already has.
  case conflict
  /// A Project with a deletion timestamp.
  case leaving
  case missing
  case changed
  /// More than is wished: scopes, levels, grants or lines beyond.
  case extra
  case expired
  case expiring
  /// A live token that nothing holds.
  case stale
  /// Something of ours that no Project asks for any more.
  case orphaned
}
