/// An action of a plan, and what it stands in relation to.
package struct PlannedAction: Sendable, Equatable {
  package var action: Action
  /// The ids of the findings that are gone once it is done.
  package var settles: [Finding.ID]
  /// What must have been done before, where the plan does it at all.
  package var prerequisites: Set<Action.Target>
  /// Why it is left to a later run; nil where it is not.
  package var postponement: String?
  /// What permits it, where it removes something; without that no removal is carried out.
  package let permission: PermittedRemoval?

  package init(
    _ action: Action,
    settling settles: [Finding.ID],
    after prerequisites: Set<Action.Target> = [],
    postponedBecause postponement: String? = nil,
    permittedBy permission: PermittedRemoval? = nil
  ) {
    self.action = action
    self.settles = settles
    self.prerequisites = prerequisites
    self.postponement = postponement
    self.permission = permission
  }

  package var target: Action.Target { action.target }

  /// Whether something is removed, which needs more than the permission to repair.
  package var isRemoval: Bool { action.proposal.removal }
}

/// What became of an action.
package enum Outcome: Sendable, Hashable {
  case done
  /// It was tried; the reason ends with what the server said.
  case failed(reason: String)
  /// The world is not as it was when the plan was made, so it was left alone.
  case refused(reason: String)
  /// It was not begun.
  case waiting(reason: String)

  /// Why it is not done; nil where it is.
  package var reason: String? {
    switch self {
    case .done: nil
    case .failed(let reason), .refused(let reason), .waiting(let reason): reason
    }
  }
}
