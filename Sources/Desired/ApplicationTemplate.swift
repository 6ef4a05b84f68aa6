import Formats
import Model
import Mustache

/// The Mustache template that every Project's application file is rendered from; it was tried before it is used.
///
/// Values are inserted as they are, never escaped: a ``Project`` holds nothing that YAML reads as more than a text, and
/// the two values of the configuration are tried here.
package struct ApplicationTemplate: Sendable {
  private let template: MustacheTemplate
  private let deploymentURL: String
  private let branch: String

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
    do {
      // Without it values would be escaped as HTML.
      template = try MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}\n" + text)
    } catch let error as MustacheTemplate.ParserError {
      throw TemplateMistake(.unreadable, line: error.context.lineNumber - 1)
    } catch {
      throw TemplateMistake(.unreadable, line: nil)
    }
    self.deploymentURL = deploymentURL
    self.branch = branch
    for googleGroup in ["sample.crew@example.com", nil] {
      try check(manifest(name: "sample-dev", projectID: "sample", environment: "dev", googleGroup: googleGroup))
    }
  }

  /// The text of the file of `project`.
  func manifest(of project: Project) -> String {
    manifest(
      name: project.name,
      projectID: project.projectID,
      environment: project.environment.rawValue,
      googleGroup: project.googleGroup
    )
  }

  private func manifest(name: String, projectID: String, environment: String, googleGroup: String?) -> String {
    var values: [String: String] = [:]
    for variable in TemplateVariable.allCases {
      values[variable.rawValue] =
        switch variable {
        case .name: name
        case .nameCapitalized: name.prefix(1).uppercased() + name.dropFirst()
        case .projectId: projectID
        case .environmentType: environment
        case .googleGroup: googleGroup
        case .deploymentUrl: deploymentURL
        case .branch: branch
        }
    }
    return template.render(values)
  }

  private func check(_ manifest: String) throws(TemplateMistake) {
    do {
      guard try !ApplicationManifest(parsing: manifest).identities.isEmpty else {
        throw TemplateMistake(.rendersNothing, line: nil)
      }
    } catch let mistake as TemplateMistake {
      throw mistake
    } catch let flaw as YAMLFlaw {
      throw TemplateMistake(.rendersNoManifest(flaw.description), line: nil)
    } catch {
      throw TemplateMistake(.unreadable, line: nil)
    }
  }
}
