import GitLab
import Model
import Wire

extension LiveGroup {
  /// The group as the comparison sees it.
  init(_ group: GitLabGroup) {
    self.init(
      id: group.id,
      fullPath: group.fullPath,
      visibility: Group.Visibility(group.visibility),
      markedForDeletionOn: group.markedForDeletionOn?.description
    )
  }
}
