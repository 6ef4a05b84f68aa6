import Drift
import Model

/// What a run comes to, in the order of weight: what is unknown outweighs what is known to have drifted.
package enum Verdict: Sendable, Equatable {
  case inSync, drift, incomplete
}

extension Report {
  /// What the run comes to.
  package var verdict: Verdict {
    if !unreadable.isEmpty || unsettled > 0 { return .incomplete }
    return standing == 0 ? .inSync : .drift
  }

  /// The verdict with its numbers, in one line that holds no text from outside.
  package var headline: String {
    switch verdict {
    case .inSync:
      if let done = repairs[.done] {
        "In sync: \(counted(done, "finding")) repaired, none left on \(counted(projects, "Project"))"
      } else {
        projects == 0
          ? "In sync: there is no Project" : "In sync: no finding on \(counted(projects, "Project"))"
      }
    case .drift:
      "Drift: \(extent)"
    case .incomplete:
      "Incomplete: \(shortcomings); "
        + (standing > 0 ? extent : unknown.isEmpty ? "no finding" : "no finding in the rest")
    }
  }

  private var shortcomings: String {
    let parts = [
      unsettled == 0 ? nil : "\(counted(unsettled, "repair")) not made",
      unknown.isEmpty ? nil : "\(counted(unknown.count, "part")) could not be read",
      unsentMail == nil ? nil : "the mail was not sent",
    ]
    return parts.compactMap(\.self).joined(separator: " and ")
  }

  /// How many findings there are on how many Projects; what no Project asks for and groups are counted apart.
  private var extent: String {
    var drifted: Set<String> = []
    var (onProjects, onGroups, onOrphans) = (0, 0, 0)
    for reported in findings where reported.state.stands {
      switch reported.finding.bearer {
      case .orphan: onOrphans += 1
      case .group: onGroups += 1
      case .project(let name):
        onProjects += 1
        drifted.insert(name)
      }
    }
    let projectsPart = "on \(drifted.count) of \(counted(projects, "Project"))"
    let parts = [
      onProjects == 0 ? nil : (onProjects, projectsPart),
      onGroups == 0 ? nil : (onGroups, "on groups"),
      onOrphans == 0 ? nil : (onOrphans, "on orphans"),
    ].compactMap(\.self)
    let total = counted(standing, "finding")
    if parts.count == 1 { return "\(total) \(parts[0].1)" }
    return "\(total): " + parts.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
  }
}

extension Finding {
  /// Whose finding it is, for counting.
  fileprivate enum Bearer {
    case project(String), group, orphan
  }

  fileprivate var bearer: Bearer {
    switch (fault, kind) {
    case (.orphaned, _):
      .orphan
    case (_, .group):
      .group
    case (_, .project), (_, .namespace), (_, .token), (_, .pullSecret), (_, .application), (_, .argoRbac),
      (_, .vaultRbac):
      .project(project)
    }
  }
}
