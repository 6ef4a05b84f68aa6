import Formats
import Model
import Mustache

/// Renders a template once for all Projects: into the texts that all share, and the places of the values between them.
///
/// Mustache takes many times as long as putting the parts together, which is done for each Project of a run.
struct TemplateRendering {
  private let template: MustacheTemplate
  private let deploymentURL: String
  private let branch: String

  init(_ text: String, deploymentURL: String, branch: String) throws(TemplateMistake) {
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
  }

  /// The parts of what is rendered for a Project with or without a googleGroup.
  ///
  /// - Throws: ``TemplateMistake`` where a Project that does not exist would get no manifest of objects by them, or
  ///   another text than Mustache renders.
  func parts(googleGroup: Bool) throws(TemplateMistake) -> [Application.Manifest.Part] {
    let parts = TemplateRendering.split(
      render(TemplateRendering.marks.map(String.init), googleGroup: googleGroup)
    )
    let sample = TemplateVariable.values(
      name: "sample-dev",
      projectID: "sample",
      environment: "dev",
      googleGroup: "sample.crew@example.com"
    )
    let manifest = Application.Manifest(parts, sample).text
    // A template that holds one of the marks itself.
    guard manifest == render(sample, googleGroup: googleGroup) else { throw TemplateMistake(.unreadable, line: nil) }
    try TemplateRendering.check(manifest)
    return parts
  }

  /// Renders the template with the values of one Project, in the order of the variables.
  private func render(_ values: [String], googleGroup: Bool) -> String {
    var context: [String: String] = [:]
    for variable in TemplateVariable.allCases {
      switch variable {
      case .deploymentUrl: context[variable.rawValue] = deploymentURL
      case .branch: context[variable.rawValue] = branch
      case .name, .nameCapitalized, .projectId, .environmentType, .googleGroup: break
      }
    }
    for (variable, value) in zip(TemplateVariable.allCases, values) {
      if variable != .googleGroup || googleGroup { context[variable.rawValue] = value }
    }
    return template.render(context)
  }

  /// Characters that stand for the values of one Project, for private use and in nobody's template.
  private static let marks: [Unicode.Scalar] = [
    "\u{100001}", "\u{100002}", "\u{100003}", "\u{100004}", "\u{100005}",
  ]

  private static func split(_ rendered: String) -> [Application.Manifest.Part] {
    var parts: [Application.Manifest.Part] = []
    var literal = String.UnicodeScalarView()
    for scalar in rendered.unicodeScalars {
      guard let place = marks.firstIndex(of: scalar) else {
        literal.append(scalar)
        continue
      }
      if !literal.isEmpty { parts.append(.literal(String(literal))) }
      literal = String.UnicodeScalarView()
      parts.append(.value(place))
    }
    return literal.isEmpty ? parts : parts + [.literal(String(literal))]
  }

  private static func check(_ manifest: String) throws(TemplateMistake) {
    let identities: [ObjectIdentity]
    do throws(YAMLFlaw) {
      identities = try ApplicationManifest(parsing: manifest).identities
    } catch {
      throw TemplateMistake(.rendersNoManifest(error.description), line: nil)
    }
    if identities.isEmpty { throw TemplateMistake(.rendersNothing, line: nil) }
  }
}
