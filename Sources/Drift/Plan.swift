package import Foundation
package import Model

/// What a run does about its findings, phase by phase.
///
/// A plan does nothing that its findings do not announce, in the same words. So what announces nothing is left alone: a
/// part that is unknown, a Project that is not served, a group that somebody asked GitLab to delete. What is absent only
/// because its container is has no finding of its own: it is made with the container.
package struct Plan: Sendable, Equatable {
  /// In the order of phases, and within each by subject; one for each target.
  package let actions: [PlannedAction]

  /// Puts `actions` in order.
  package init(_ actions: [PlannedAction]) {
    self.actions = actions.sorted { left, right in
      (left.action.phase, left.target) < (right.action.phase, right.target)
    }
  }

  /// Plans what settles `findings`.
  ///
  /// - Parameters:
  ///   - findings: those to settle, of a comparison of `estates` with `snapshot`.
  ///   - estates: what the served Projects shall own; where only some Projects are asked for, what those shall own.
  ///   - rules: whose findings are left alone.
  ///   - now: the time by which the rules hold.
  package init(
    settling findings: some Sequence<Finding>,
    of estates: some Sequence<Estate>,
    in snapshot: Snapshot,
    under policy: Policy,
    ignoring rules: [IgnoreRule] = [],
    at now: Date
  ) {
    let open = findings.filter { finding in
      finding.action != nil && !rules.contains { $0.covers(finding, at: now) }
    }
    let byProject = Dictionary(grouping: open, by: \.project)
    var planned: [Action.Target: PlannedAction] = [:]
    var credentials: [CredentialPlanning] = []
    for estate in estates {
      let parts = EstatePlanning(estate: estate, snapshot: snapshot)
      let own = byProject[estate.project.name, default: []] + byProject[estate.project.projectID, default: []]
      for finding in own {
        guard let action = parts.action(settling: finding), action.proposal == finding.action else { continue }
        // A group is asked for by each environment of its project.
        if planned[action.target]?.settles.contains(finding.id) ?? false { continue }
        planned[action.target, default: PlannedAction(action, settling: [])].settles.append(finding.id)
      }
      guard !own.isEmpty else { continue }
      credentials += [
        CredentialPlanning(of: estate, in: snapshot, under: policy, settling: own, beside: planned) { finding in
          rules.contains { $0.covers(finding, at: now) }
        }
      ].compactMap(\.self)
    }
    self.init(Array(planned.values) + credentials.actions(replacingAtMost: policy.tokens?.maxPerRun ?? 0))
  }

  /// The actions of one phase.
  package func actions(in phase: Phase) -> [PlannedAction] {
    actions.filter { $0.action.phase == phase }
  }
}

/// One Project's part of a plan.
struct EstatePlanning {
  let estate: Estate
  let snapshot: Snapshot

  /// What would settle `finding`, if it may; nil where it is about something else, or nothing can be done.
  func action(settling finding: Finding) -> Action? {
    switch finding.kind {
    case .namespace: finding.subject == estate.namespace.name ? namespaceAction : nil
    case .group: finding.subject == estate.credential?.group.fullPath ? groupAction : nil
    case .application, .argoRbac, .vaultRbac: edit(settling: finding)
    case .project, .token, .pullSecret: nil
    }
  }

  private var namespaceAction: Action? {
    switch snapshot.namespaces[estate.namespace.name] {
    case .absent: .createNamespace(estate.namespace, for: estate.project.reference)
    case .present(let live): .setLabels(estate.namespace, on: live)
    case .unreadable: nil
    }
  }

  private var groupAction: Action? {
    guard let group = estate.credential?.group, let gitlab = snapshot.gitlab else { return nil }
    switch gitlab.groups[group.fullPath] {
    case .absent: return .createGroup(group)
    case .present(let live): return .setVisibility(group, of: live)
    case .unreadable: return nil
    }
  }
}
