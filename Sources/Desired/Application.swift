package import Model

extension Application {
  /// The files of `project`, its manifest rendered from `template`.
  package init(of project: Project, from template: ApplicationTemplate) {
    self.init(name: project.name, manifest: template.manifest(of: project))
  }
}
