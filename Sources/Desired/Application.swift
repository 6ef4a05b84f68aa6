package import Model

extension Application {
  /// The files of `project`, its manifest rendered from `template`.
  package init(of project: Project, from template: ApplicationTemplate) {
    self.init(
      path: "applications/\(project.name).yaml",
      manifest: template.manifest(of: project),
      placeholder: "manifests/\(project.name)/.gitkeep"
    )
  }
}
