import Foundation
import Model

/// The rules that hold for a run as a whole.
struct RunGuard {
  let evidence: RemovalEvidence

  /// By how many seconds clocks may differ.
  static let mostSkew: TimeInterval = 300

  /// What forbids every removal of the run.
  var obstacles: [RunObstacle] {
    (evidence.isAsked ? [] : [.notAsked]) + list + definition + history + clocks
  }

  /// What forbids removals in one of `systems` alone.
  func obstacles(in systems: Set<Unreadable.System>) -> [RunObstacle] {
    let unread = evidence.snapshot.unreadable.first { systems.contains($0.system) }
    let mute = systems.contains(.gitlab) && evidence.snapshot.gitlab != nil && evidence.clockSkews[.gitlab] == nil
    return [unread.map(RunObstacle.unreadable), mute ? .unknownClock(.gitlab) : nil].compactMap(\.self)
  }

  /// Half a list, or one of a part of the Projects, makes orphans of all others.
  private var list: [RunObstacle] {
    let count = evidence.roster.count
    var obstacles: [RunObstacle] = []
    if count == 0 { obstacles.append(.noProjects) }
    if !evidence.areProjectsComplete { obstacles.append(.incompleteProjects) }
    guard let largest = evidence.largestProjectCount else { return obstacles + [.noEarlierList] }
    let most = RemovalLimit(evidence.rules, projects: count).most
    if largest - count > most { obstacles.append(.shrunkenList(from: largest, to: count, most: most)) }
    return obstacles
  }

  /// A definition that goes takes all Projects with it, one after another.
  private var definition: [RunObstacle] {
    switch evidence.definition {
    case .absent: [.definitionAbsent]
    case .unreadable(let reason): [.definitionUnknown(reason)]
    case .present(let definition): definition.deletedAt.map { [.definitionLeaving(since: $0)] } ?? []
    }
  }

  private var history: [RunObstacle] {
    evidence.installation?.isEmpty ?? true ? [.unknownInstallation] : []
  }

  private var clocks: [RunObstacle] {
    let skewed = evidence.clockSkews.filter { abs($0.value) > RunGuard.mostSkew }.sorted {
      $0.key.rawValue < $1.key.rawValue
    }
    return (evidence.clockSkews[.kubernetes] == nil ? [.unknownClock(.kubernetes)] : [])
      + skewed.map { .skewedClock($0.key, by: $0.value) }
  }
}

extension Removal {
  /// The systems that must have been read whole: the one that it stands in, and those by which it was judged.
  var systems: Set<Unreadable.System> {
    switch object {
    case .namespace: [.kubernetes, .deployment]
    case .pullSecret: [.kubernetes]
    // Which token is stale follows from the pull secret.
    case .token: [.gitlab, .kubernetes]
    case .applicationFiles, .applicationAdditions: [.deployment]
    case .argoLines, .vaultAccess: [.flux]
    case .finalizer: [.kubernetes, .gitlab, .deployment, .flux]
    }
  }
}
