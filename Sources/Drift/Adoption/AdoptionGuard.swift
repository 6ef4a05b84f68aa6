import Model

/// The rules that keep our mark off what it must not prove to be ours.
struct AdoptionGuard {
  private let policy: Policy
  private let ownNamespaces: Set<String>
  private let claimedNames: Set<String>
  private let invalid: [String: ObjectReference]
  private let leaving: [String: ObjectReference]
  private let rivals: [String: ObjectReference]

  init(roster: Roster, policy: Policy, ownNamespaces: Set<String>) {
    self.policy = policy
    self.ownNamespaces = ownNamespaces
    claimedNames = roster.claimedNames
    invalid = Dictionary(roster.invalid.map { ($0.name, $0.reference) }) { first, _ in first }
    leaving = Dictionary(roster.leaving.map { ($0.name, $0.reference) }) { first, _ in first }
    let conflicts = Dictionary(roster.conflicts.map { ($0.project.name, $0.project.reference) }) { first, _ in first }
    rivals = conflicts.merging(invalid) { first, _ in first }.merging(leaving) { first, _ in first }
  }

  /// Why the namespace of a served Project is not claimed although the operator made it.
  func obstacle(to namespace: LiveNamespace) -> AdoptionObstacle? {
    obstacle(toName: namespace.name) ?? obstacle(toState: namespace) ?? namespace.manager.map { .managed(by: $0) }
  }

  /// Why a pull secret in a served Project's namespace is not claimed although the operator made it.
  ///
  /// Who made the namespace does not matter: where it was there before, the secret alone is the Project's.
  func obstacle(to secret: LivePullSecret, in namespace: LiveNamespace) -> AdoptionObstacle? {
    obstacle(toName: namespace.name)
      ?? obstacle(toState: namespace).map { .namespace(namespace.name, $0) }
      ?? secret.protection.map { .protected($0) }
      ?? secret.manager.map { .managed(by: $0) }
  }

  /// Why what bears the name of no served Project is not claimed; nil where nobody can say, as not all Projects were
  /// read.
  func obstacle(toUnserved name: String, isComplete: Bool) -> AdoptionObstacle? {
    if let project = leaving[name] { return .leaving(project) }
    if let project = invalid[name] { return .invalid(project) }
    if claimedNames.contains(name) { return .uncertain }
    return isComplete ? .unclaimed : nil
  }

  private func obstacle(toName name: String) -> AdoptionObstacle? {
    if policy.protects(name) { return .protectedNamespace(name) }
    if ownNamespaces.contains(name) { return .ownNamespace(name) }
    return rivals[name].map { .rival($0) }
  }

  private func obstacle(toState namespace: LiveNamespace) -> AdoptionObstacle? {
    namespace.deletedAt == nil ? namespace.protection.map { .protected($0) } : .terminating
  }
}
