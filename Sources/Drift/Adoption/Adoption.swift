package import Model

/// What the operator made for Projects that are there, and what of it may bear our mark.
///
/// Pure: it sees values only. The mark is what proves later that a thing may go with its Project, so it is set on nothing
/// that anybody else might have made, or that anybody else cares for.
package struct Adoption: Sendable, Equatable {
  /// Something that is not claimed although it is the operator's or bears a Project's name.
  package struct Withheld: Sendable, Hashable {
    package let object: AdoptionClaim.Object
    package let obstacle: AdoptionObstacle
  }

  /// In the order of NAMEs, a namespace before its pull secret.
  package private(set) var claims: [AdoptionClaim] = []
  /// In the same order.
  package private(set) var withheld: [Withheld] = []
  /// How many things bear our mark already.
  package private(set) var marked = 0
  /// What could not be read, so that nothing of it is claimed.
  package let unreadable: [Unreadable]

  /// Judges all that the operator made and all that the Projects of `roster` own in the cluster.
  ///
  /// - Parameters:
  ///   - ownNamespaces: those that driftcheck itself lives in.
  ///   - isComplete: whether these are all Projects that there are, so that a thing can be said to have none.
  package init(
    of roster: Roster,
    in snapshot: Snapshot,
    under policy: Policy,
    sparing ownNamespaces: Set<String>,
    isComplete: Bool
  ) {
    unreadable = (snapshot.namespaces.unreadable + snapshot.pullSecrets.unreadable)
    let guards = AdoptionGuard(roster: roster, policy: policy, ownNamespaces: ownNamespaces)
    for project in roster.served {
      guard let namespace = snapshot.namespaces[project.name].value else { continue }
      take(namespace, for: project, guards)
      if let secret = snapshot.pullSecrets[project.name].value { take(secret, in: namespace, for: project, guards) }
    }
    let served = Set(roster.served.lazy.map(\.name))
    let rest =
      snapshot.namespaces.values.filter { $0.mark == .projectOperator }.map { .namespace($0.name) }
      + snapshot.pullSecrets.values.filter { $0.mark == .projectOperator }.map { .pullSecret($0.reference) }
      as [AdoptionClaim.Object]
    for object in rest where !served.contains(object.name) {
      guard let obstacle = guards.obstacle(toUnserved: object.name, isComplete: isComplete) else { continue }
      withheld.append(Withheld(object: object, obstacle: obstacle))
    }
    claims.sort { $0.object < $1.object }
    withheld.sort { $0.object < $1.object }
  }

  private mutating func take(_ namespace: LiveNamespace, for project: Project, _ guards: AdoptionGuard) {
    let claim = AdoptionClaim(
      .namespace(namespace.name),
      uid: namespace.uid,
      resourceVersion: namespace.resourceVersion,
      project: project.reference
    )
    take(claim, bearing: namespace.mark, unless: guards.obstacle(to: namespace))
  }

  private mutating func take(
    _ secret: LivePullSecret,
    in namespace: LiveNamespace,
    for project: Project,
    _ guards: AdoptionGuard
  ) {
    let claim = AdoptionClaim(
      .pullSecret(secret.reference),
      uid: secret.uid,
      resourceVersion: secret.resourceVersion,
      project: project.reference
    )
    take(claim, bearing: secret.mark, unless: guards.obstacle(to: secret, in: namespace))
  }

  private mutating func take(
    _ claim: AdoptionClaim,
    bearing mark: Mark,
    unless obstacle: @autoclosure () -> AdoptionObstacle?
  ) {
    switch mark {
    case .driftcheck:
      marked += 1
    case .unmarked:
      withheld.append(Withheld(object: claim.object, obstacle: .foreign))
    case .projectOperator:
      if let obstacle = obstacle() {
        withheld.append(Withheld(object: claim.object, obstacle: obstacle))
      } else {
        claims.append(claim)
      }
    }
  }
}
