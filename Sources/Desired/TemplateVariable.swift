/// What a template can insert; the raw value is the name in the template.
package enum TemplateVariable: String, CaseIterable, Sendable {
  /// NAME, `projectId-environmentType`.
  case name
  /// NAME with its first letter in upper case.
  case nameCapitalized
  case projectId
  case environmentType
  /// Lacking where the Project has none, so that a section of it is left out.
  case googleGroup
  /// The repository that Argo CD reads manifests from.
  case deploymentUrl
  /// The branch of that repository.
  case branch
}

extension TemplateVariable {
  /// The values of one Project, in the order of the variables; those that are the same for all are not among them.
  static func values(name: String, projectID: String, environment: String, googleGroup: String?) -> [String] {
    let capitalized = name.prefix(1).uppercased() + name.dropFirst()
    return [name, capitalized, projectID, environment, googleGroup ?? ""]
  }
}
