import Model

extension Orphans {
  /// Groups that a Project had and that no Project asks for any more.
  ///
  /// One that is marked for deletion is on its way already, and another group at that path is somebody else's.
  var groups: [Finding] {
    guard let gitlab = snapshot.gitlab else { return [] }
    return known.groups.filter { !isAskedFor($0) && gitlab.lookedAt.contains($0.fullPath) }.compactMap { group in
      guard let live = gitlab.groups[group.fullPath].value, live.id == group.id, live.markedForDeletionOn == nil
      else { return nil }
      return finding(on: group)
    }
  }

  /// Whether some Project may want it: one that is not served shields it too.
  private func isAskedFor(_ group: KnownProjects.KnownGroup) -> Bool {
    policy.tokens?.groupPath(of: group.projectID) == group.fullPath
      && Project.Environment.allCases.contains { environment in
        roster.claimedNames.contains("\(group.projectID)-\(environment.rawValue)")
      }
  }

  private func finding(on group: KnownProjects.KnownGroup) -> Finding {
    Finding(
      kind: .group,
      project: group.projectID,
      subject: group.fullPath,
      fault: .orphaned,
      reason:
        "it was made for a Project, and none asks for it any more; with its repositories it is left to people, who "
        + "may delete it in GitLab"
    )
  }
}
