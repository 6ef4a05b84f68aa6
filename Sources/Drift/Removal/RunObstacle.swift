package import Foundation
package import Model

/// Why nothing at all may go in a run, or nothing of one system.
package enum RunObstacle: Sendable, Hashable {
  /// Nobody asked for removals.
  case notAsked
  /// It is none of those that this run may remove.
  case notPlanned
  case noProjects
  case incompleteProjects
  /// No run of the last 7 days read the Projects.
  case noEarlierList
  case shrunkenList(from: Int, to: Int, most: Int)
  case definitionAbsent
  case definitionLeaving(since: Date)
  case definitionUnknown(Unreadable)
  case unknownInstallation
  case unknownClock(Unreadable.System)
  /// The server's clock is ahead of ours by so many seconds, or behind.
  case skewedClock(Unreadable.System, by: TimeInterval)
  /// A part of the system could not be read.
  case unreadable(Unreadable)
  /// More would go than is allowed.
  case limit([RemovalExcess])
}

extension RunObstacle: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notAsked:
      "removals wait for --prune"
    case .notPlanned:
      "it is none of those that this run may remove"
    case .noProjects:
      "not one Project was read, which looks more like a failure than like a wish"
    case .incompleteProjects:
      "the Projects that were read may be only some of all"
    case .noEarlierList:
      "no list of Projects of the last 7 days is known that this one could be compared with"
    case .shrunkenList(let before, let now, let most):
      "the list of Projects shrank from \(before) to \(now) within 7 days, by more than \(most); if that is right, give "
        + "--max-deletions \(before - now) for one run"
    case .definitionAbsent:
      "the CustomResourceDefinition of Projects is not there"
    case .definitionLeaving(let since):
      "somebody deleted the CustomResourceDefinition of Projects on \(since.instant), and all Projects go with it"
    case .definitionUnknown(let unreadable):
      "nobody can say whether the CustomResourceDefinition of Projects stays: \(unreadable.reasonWithRight)"
    case .unknownInstallation:
      "this cluster cannot be told from others, because its namespace kube-system was not read"
    case .unknownClock(let system):
      "\(system.inWords) does not tell the time, and dates go by its clock"
    case .skewedClock(let system, let seconds):
      "the clock of \(system.inWords) is \(Int(abs(seconds))) seconds \(seconds < 0 ? "behind" : "ahead of") ours; set "
        + "the clocks right"
    case .unreadable(let unreadable):
      "\(unreadable.system.inWords) could not be read whole: \(unreadable.subject): \(unreadable.reasonWithRight)"
    case .limit(let excesses):
      RemovalExcess.sentence(on: excesses)
    }
  }
}

extension Unreadable {
  /// The reason, with the right that is missing where one is.
  var reasonWithRight: String {
    missingPermission.map { "\(reason) (missing: \($0))" } ?? reason
  }
}

extension Unreadable.System {
  /// As it stands in a sentence.
  var inWords: String {
    switch self {
    case .kubernetes: "the cluster"
    case .gitlab: "GitLab"
    case .deployment: "the deployment repository"
    case .flux: "the Flux repository"
    case .history: "the history"
    case .mail: "the mail server"
    }
  }
}
