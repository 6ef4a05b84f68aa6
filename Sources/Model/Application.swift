/// The files that a Project asks for in the deployment repository.
package struct Application: Sendable, Hashable {
  /// From the top of the repository: `applications/NAME.yaml`.
  package var path: String
  /// The text of that file.
  package var manifest: String
  /// The empty file that keeps the folder of the Project's manifests: `manifests/NAME/.gitkeep`.
  package var placeholder: String

  package init(path: String, manifest: String, placeholder: String) {
    self.path = path
    self.manifest = manifest
    self.placeholder = placeholder
  }
}
