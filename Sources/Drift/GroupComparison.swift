import Model

/// Compares each group once, however many Projects share it.
struct GroupComparison {
  private let groups: Listing<String, LiveGroup>
  private let renamed: [String: [LiveGroup]]
  private let moved: [String: LiveGroup]
  private var seen: Set<String> = []

  /// Nil where no GitLab is looked at.
  init?(with snapshot: Snapshot, _ known: KnownProjects) {
    guard let groups = snapshot.gitlab?.groups else { return nil }
    self.groups = groups
    renamed = Dictionary(grouping: groups.values.filter(\.isRenamedForDeletion), by: \.formerPath)
    moved = known.movedGroups(in: groups)
  }

  /// The finding on the group that `estate` asks for; nil where there is none, or another estate asked for it before.
  mutating func finding(on estate: Estate) -> Finding? {
    guard let group = estate.credential?.group, seen.insert(group.fullPath).inserted else { return nil }
    return group.difference(
      from: groups[group.fullPath],
      project: estate.project.projectID,
      renamed: renamed[group.fullPath]?.max { $0.id < $1.id },
      moved: moved[group.fullPath]
    )
  }
}
