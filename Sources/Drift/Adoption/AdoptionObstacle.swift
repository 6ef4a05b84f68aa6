package import Model

/// Why something is not claimed.
package enum AdoptionObstacle: Sendable, Hashable {
  /// Neither we nor the operator made it: it was there before, or somebody made it by hand.
  case foreign
  /// No Project asks for it.
  case unclaimed
  /// The Project that asks for it cannot be served.
  case invalid(ObjectReference)
  /// The deletion of the Project that asks for it was asked for.
  case leaving(ObjectReference)
  /// A Project may ask for it, of which that cannot be said yet, or not any more.
  case uncertain
  /// Another Project asks for the same NAME.
  case rival(ObjectReference)
  /// A namespace that is never ours.
  case protectedNamespace(String)
  /// One that driftcheck itself lives in.
  case ownNamespace(String)
  case protected(Protection)
  /// Its labels say that somebody else manages it.
  case managed(by: String)
  /// It is on its way out.
  case terminating
  /// What speaks against the namespace that it stands in.
  indirect case namespace(String, AdoptionObstacle)
}

extension AdoptionObstacle: CustomStringConvertible {
  package var description: String {
    switch self {
    case .foreign:
      "neither driftcheck nor the operator made it"
    case .unclaimed:
      "no Project asks for it"
    case .invalid(let project):
      "the Project \(project) that asks for it is invalid; mend it first"
    case .leaving(let project):
      "the Project \(project) that asks for it is being deleted"
    case .uncertain:
      "the Project that asks for it is too young to be judged (projects.settle), or invalid"
    case .rival(let project):
      "the Project \(project) asks for the same namespace; settle first whose it is"
    case .protectedNamespace(let name):
      "the namespace \(name) is protected"
    case .ownNamespace(let name):
      "driftcheck itself lives in the namespace \(name)"
    case .protected(.annotation):
      "its annotation \(Mark.protectAnnotation) protects it"
    case .protected(.controlled(let controller)):
      "\(controller) controls it"
    case .managed(let manager):
      "its label \(Mark.managedByLabel) says that \(manager) manages it"
    case .terminating:
      "it is being deleted"
    case .namespace(let name, let obstacle):
      "of its namespace \(name): \(obstacle)"
    }
  }
}
