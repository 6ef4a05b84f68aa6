package import Model

extension Group {
  /// The private group `[parent/]projectId`.
  package init(of project: Project, under policy: TokenPolicy) {
    self.init(fullPath: policy.groupPath(of: project.projectID))
  }
}
