package import Model

extension VaultRbac {
  /// The policy of `project`, given to its googleGroup; without one nobody has it.
  ///
  /// Its people may do everything with the Project's own secrets.
  package init(of project: Project) {
    self.init(
      policy: VaultRbac.policy(of: project.name),
      path: "secret/\(VaultRbac.stem(of: project.name))/*",
      capabilities: ["create", "read", "update", "delete", "list"],
      group: project.googleGroup.map { Group(name: $0) }
    )
  }
}
