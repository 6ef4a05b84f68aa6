import GitLab
package import Model

extension GitLabReader {
  /// Settles what the groups that earlier runs know mean for `gitlab`, in which the groups of Projects stand already.
  ///
  /// - Those in `wanted` that are absent: where GitLab has the id at another path, the group is added at that path.
  ///   Else its absence is believed of an administrator alone, since GitLab says 404 also of what is hidden.
  /// - Those that no Project asks for: they are looked at too, with their tokens. That such a one is absent is of no
  ///   interest, so where it is uncertain the group counts as not looked at.
  package func settle(_ known: KnownProjects, wanted: Set<String>, in gitlab: inout Snapshot.GitLab) async {
    guard gitlab.groups.failure == nil else { return }
    let seesEverything = gitlab.ownToken.value?.seesEveryGroup ?? false
    let former = Set(known.groups(besides: wanted).map(\.fullPath)).subtracting(gitlab.lookedAt)
    if !former.isEmpty {
      await look(at: former, into: &gitlab)
      if !seesEverything { gitlab.lookedAt.subtract(former.filter { gitlab.groups[$0] == .absent }) }
    }
    let lost = known.groups.filter { wanted.contains($0.fullPath) && gitlab.groups[$0.fullPath] == .absent }
    guard !lost.isEmpty else { return }
    let moved = known.movedGroups(in: gitlab.groups)
    for group in lost where moved[group.fullPath] == nil {
      await settle(group, seesEverything: seesEverything, in: &gitlab)
    }
  }

  private func settle(
    _ lost: KnownProjects.KnownGroup,
    seesEverything: Bool,
    in gitlab: inout Snapshot.GitLab
  ) async {
    let path = lost.fullPath
    do {
      if let group = try await client.group(GroupReference(id: lost.id, fullPath: path)) {
        gitlab.groups.note(.present(LiveGroup(group)), for: group.fullPath)
        // It came back meanwhile, so that its tokens were not read.
        if group.fullPath == path { await look(at: [path], into: &gitlab) }
      } else if !seesEverything {
        note(Unreadable(hiding: lost), on: path, in: &gitlab)
      }
    } catch {
      note(Unreadable(inGitLab: "group \(path)", error, in: ("groups", path)), on: path, in: &gitlab)
    }
  }

  private func note(_ reason: Unreadable, on path: String, in gitlab: inout Snapshot.GitLab) {
    gitlab.groups.note(.unreadable(reason), for: path)
    gitlab.tokens.note(.unreadable(reason), for: path)
  }
}

extension Unreadable {
  /// What GitLab's 404 leaves unknown of a group that was there.
  fileprivate init(hiding group: KnownProjects.KnownGroup) {
    self.init(
      system: .gitlab,
      subject: "group \(group.fullPath)",
      reason: "GitLab says 404, and an earlier run saw this group with the id \(group.id): it was deleted, or it is "
        + "hidden from our token, which only an administrator's could tell. Give our user back its role there, or, if it "
        + "was deleted, create it by hand",
      series: Series(sort: "groups", member: group.fullPath, cause: "hidden or deleted")
    )
  }
}
