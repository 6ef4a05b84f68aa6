/// A Project that can be served: every part of it was checked, so it may go into names, paths, URLs and files.
package struct Project: Sendable, Hashable {
  /// The environments that a Project can be for.
  package enum Environment: String, CaseIterable, Sendable, Codable {
    case dev, qa, test, stage, prod
  }

  /// NAME, `projectId-environmentType`: what all it owns is called.
  package let name: String
  package let projectID: String
  package let environment: Environment
  /// The e-mail address of the group that gets access; nil where nobody shall.
  package let googleGroup: String?
  /// The custom resource that asks for it.
  package let reference: ObjectReference
  /// The UID of that resource; of one in a file its reference.
  package let uid: String

  /// Checks `resource` and takes it over.
  ///
  /// - Throws: ``ProjectFlaws`` with everything that is wrong with it, not only the first.
  package init(_ resource: ProjectResource) throws(ProjectFlaws) {
    let flaws = ProjectFlaw.all(of: resource)
    guard flaws.isEmpty,
      let projectID = resource.projectID.text,
      let environmentType = resource.environmentType.text,
      let environment = Environment(rawValue: environmentType)
    else { throw ProjectFlaws(flaws: flaws) }
    self.name = "\(projectID)-\(environmentType)"
    self.projectID = projectID
    self.environment = environment
    self.googleGroup = resource.googleGroup.text.flatMap { $0.isEmpty ? nil : $0 }
    self.reference = resource.reference
    self.uid = resource.uid
  }
}

extension Project {
  /// Whether `text` could be the googleGroup of a valid Project: one plain e-mail address.
  package static func isGoogleGroup(_ text: String) -> Bool {
    ProjectFlaw.isPlainAddress(text)
  }

  /// Whether a valid Project could have the NAME `text`: a DNS-1123 label that ends with `-` and an environment.
  package static func isName(_ text: String) -> Bool {
    guard let dash = text.lastIndex(of: "-"), Environment(rawValue: String(text[text.index(after: dash)...])) != nil
    else { return false }
    return ProjectFlaw.isDNSLabel(text) && ProjectFlaw.isDNSLabel(String(text[..<dash]))
  }
}
