package import Foundation

/// One rule that speaks against a removal, with what it goes by.
package enum RemovalObstacle: Sendable, Hashable {
  /// Nothing at all may go in this run, or nothing of this system.
  case run(RunObstacle)
  /// It is too early.
  case time(TimeObstacle)
  /// Somebody wants it, uses it, or may want it back.
  case need(NeedObstacle)
  /// There is no proof that it is ours.
  case proof(ProofObstacle)
}

extension RemovalObstacle {
  /// When it is over by itself; nil where something must happen first.
  package var endsAt: Date? {
    switch self {
    case .time(let obstacle): obstacle.endsAt
    case .run, .need, .proof: nil
    }
  }
}

extension RemovalObstacle: CustomStringConvertible {
  /// A clause without a full stop: what stands in the way, and what to do where somebody can do something.
  package var description: String {
    switch self {
    case .run(let obstacle): obstacle.description
    case .time(let obstacle): obstacle.description
    case .need(let obstacle): obstacle.description
    case .proof(let obstacle): obstacle.description
    }
  }
}
