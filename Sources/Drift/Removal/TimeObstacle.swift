package import Foundation

/// Why it is too early for a removal.
package enum TimeObstacle: Sendable, Hashable {
  /// It was not seen for long enough, or in too few runs in a row.
  case grace(Streak, leastRuns: Int, until: Date)
  /// Somebody pulled with the token not long ago.
  case usedLately(at: Date, until: Date)
  /// The files by which Argo CD would make the namespace anew are still there; nil where they stay.
  case filesFirst(until: Date?)
  case filesJustGone(at: Date, until: Date)
  /// The deletion of the Project was asked for not long ago.
  case releasedLater(until: Date)
}

extension TimeObstacle {
  /// When it is over, if nothing happens; nil where that is open.
  package var endsAt: Date? {
    switch self {
    case .grace(_, _, let until), .usedLately(_, let until), .filesJustGone(_, let until), .releasedLater(let until):
      until
    case .filesFirst(let until):
      until
    }
  }
}

extension TimeObstacle: CustomStringConvertible {
  package var description: String {
    switch self {
    case .grace(let streak, let leastRuns, let until):
      "it must be seen in at least \(leastRuns) full runs in a row until \(until.instant), and was in \(streak.runs)"
        + (streak.since.map { " since \($0.instant)" } ?? "")
    case .usedLately(let usedAt, let until):
      "somebody used it on \(usedAt.instant), and it stays until nobody has up to \(until.instant)"
    case .filesFirst(let until):
      "its files in the deployment repository go first, and it in a later run"
        + (until.map { ", at the earliest on \($0.instant)" } ?? "; now they stay")
    case .filesJustGone(let goneAt, let until):
      "its files went only on \(goneAt.instant), and Argo CD has until \(until.instant) to follow"
    case .releasedLater(let until):
      "whoever takes care of Projects that leave has until \(until.instant) to do so"
    }
  }
}
