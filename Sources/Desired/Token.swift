package import Model

extension Token {
  /// The token NAME-image-puller in the Project's group.
  package init(of project: Project, under policy: TokenPolicy) {
    self.init(
      group: policy.groupPath(of: project.projectID),
      name: Token.name(of: project.name),
      scopes: policy.scopes,
      level: policy.level
    )
  }
}
