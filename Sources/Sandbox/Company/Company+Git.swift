extension Company {
  /// The repositories of this company with nothing wrong in them.
  func git() -> GitWorld {
    var git = GitWorld()
    for project in projects {
      git[.deployment, ApplicationFile.path(project.name)] = ApplicationFile.text(project.name)
      git[.deployment, ApplicationFile.placeholder(project.name)] = ""
    }
    git[.flux, ArgoRbacFile.path] = ArgoRbacFile.text(for: projects)
    git[.flux, VaultValuesFile.path] = VaultValuesFile.text(for: projects)
    RepositorySurroundings.add(to: &git)
    return git
  }
}
