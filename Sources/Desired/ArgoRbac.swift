package import Model

extension ArgoRbac {
  /// The role of `project`, given to its googleGroup; without one nobody has it.
  ///
  /// Its people may see, sync and update the Project's applications, read their logs and open shells in them.
  package init(of project: Project) {
    let role = ArgoRbac.role(of: project.name)
    let rights = [
      ("applications", "get"), ("applications", "sync"), ("applications", "update"), ("logs", "get"),
      ("exec", "create"),
    ]
    var rules = rights.map { resource, action in
      Rule.permission(
        subject: role,
        resource: resource,
        action: action,
        object: ArgoRbac.objects(of: project.name),
        effect: "allow"
      )
    }
    if let group = project.googleGroup { rules.append(.grant(member: group, role: role)) }
    self.init(role: role, rules: rules)
  }
}
