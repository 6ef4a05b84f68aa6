import Model

/// The Mustache template that every Project's application file is rendered from; it was tried before it is used.
///
/// Values are inserted as they are, never escaped: a ``Project`` holds nothing that YAML reads as more than a text, and
/// the two values of the configuration are tried here.
package struct ApplicationTemplate: Sendable {
  /// What is rendered for a Project with a googleGroup, and for one without, as a section may ask for it.
  private let withGroup: [Application.Manifest.Part]
  private let withoutGroup: [Application.Manifest.Part]

  /// Reads `text`, and renders it for two Projects that do not exist, one with a googleGroup and one without.
  ///
  /// - Parameters:
  ///   - text: the user's template; nil for the built-in one.
  ///   - deploymentURL: the repository that Argo CD reads manifests from.
  ///   - branch: the branch of it.
  /// - Throws: ``TemplateMistake`` where it is no Mustache, uses what it cannot use, or renders no objects.
  package init(_ text: String? = nil, deploymentURL: String, branch: String) throws(TemplateMistake) {
    let text = text ?? ApplicationTemplate.builtIn
    try TemplateTags.check(text)
    let rendering = try TemplateRendering(text, deploymentURL: deploymentURL, branch: branch)
    withGroup = try rendering.parts(googleGroup: true)
    withoutGroup = try rendering.parts(googleGroup: false)
  }

  /// The text of the file of `project`.
  func manifest(of project: Project) -> Application.Manifest {
    Application.Manifest(
      project.googleGroup == nil ? withoutGroup : withGroup,
      TemplateVariable.values(
        name: project.name,
        projectID: project.projectID,
        environment: project.environment.rawValue,
        googleGroup: project.googleGroup
      )
    )
  }
}
