import Formats
package import Model

extension Application {
  /// The files of `project`, its manifest rendered from `template`.
  package init(of project: Project, from template: ApplicationTemplate) {
    let manifest = template.manifest(of: project)
    self.init(name: project.name, manifest: manifest, blob: BlobID(of: manifest.text))
  }
}
