import Model

extension Group {
  /// Compares the group wished for with the one seen; nil where they agree or nothing is known.
  ///
  /// - Parameters:
  ///   - project: the projectId, which a group's findings bear.
  ///   - renamed: this group under the path `PATH-deletion_scheduled-ID`, to which newer GitLabs move it when somebody
  ///     asks for its deletion; nil where there is none.
  ///   - moved: this group under another path, by the id that history knows; nil where there is none.
  func difference(
    from sighting: Sighting<LiveGroup>,
    project: String,
    renamed: LiveGroup?,
    moved: LiveGroup? = nil
  ) -> Finding? {
    switch sighting {
    case .unreadable:
      return nil
    case .absent:
      if let renamed { return leaving(renamed, project: project) }
      if let moved { return elsewhere(moved, project: project) }
      return Finding(
        kind: .group,
        project: project,
        subject: fullPath,
        fault: .missing,
        action: .createGroup,
        reason: "with it the tokens of its Projects are missing"
      )
    case .present(let live):
      return live.markedForDeletionOn == nil ? opened(live, project: project) : leaving(live, project: project)
    }
  }

  private func leaving(_ live: LiveGroup, project: String) -> Finding {
    let day = live.markedForDeletionOn.map { " since \($0)" } ?? ""
    let path = live.fullPath == fullPath ? "" : " as \(live.fullPath)"
    return Finding(
      kind: .group,
      project: project,
      subject: fullPath,
      fault: .changed,
      severity: .critical,
      fields: [
        FieldDifference("marked_for_deletion_on", desired: .absent, observed: .text("marked\(day)\(path)"))
      ] + visibilityDifference(live),
      reason: "somebody asked GitLab to delete this group with all its repositories; restore it there, or take its "
        + "Projects away. It is never created over"
    )
  }

  private func elsewhere(_ live: LiveGroup, project: String) -> Finding {
    Finding(
      kind: .group,
      project: project,
      subject: fullPath,
      fault: .changed,
      fields: [FieldDifference("full_path", desired: .text(fullPath), observed: .text(live.fullPath))]
        + visibilityDifference(live),
      reason: "somebody renamed or moved this group, which history knows by its id \(live.id); move it back, or change "
        + "the Projects. It is never created over"
    )
  }

  private func opened(_ live: LiveGroup, project: String) -> Finding? {
    let fields = visibilityDifference(live)
    guard !fields.isEmpty else { return nil }
    return Finding(
      kind: .group,
      project: project,
      subject: fullPath,
      fault: .changed,
      fields: fields,
      action: .setVisibility
    )
  }

  private func visibilityDifference(_ live: LiveGroup) -> [FieldDifference] {
    guard live.visibility != visibility else { return [] }
    return [FieldDifference("visibility", desired: .text(visibility.word), observed: .text(live.visibility.word))]
  }
}
