package import struct Foundation.Date

/// A `Project` custom resource as it was read, before anybody checked what it says.
package struct ProjectResource: Sendable, Equatable {
  /// What stands in a field that should hold a text.
  package enum Entry: Sendable, Hashable {
    case absent
    case text(String)
    /// Another type of value; the type is named: `a number`.
    case other(String)

    /// The text where there is one.
    package var text: String? {
      switch self {
      case .text(let text): text
      case .absent, .other: nil
      }
    }
  }

  /// What the operator sets on every Project, so that it is asked before one goes.
  package static let finalizer = "project.kyotu.tech/finalizer"

  package var reference: ObjectReference
  package var uid: String
  /// When the API server stored it; nil in a file that was never applied.
  package var createdAt: Date?
  /// When its deletion was asked for; nil while nobody did.
  package var deletedAt: Date?
  package var finalizers: [String]
  package var projectID: Entry
  package var environmentType: Entry
  package var googleGroup: Entry
  /// Why the object could not be decoded at all; nil where it could.
  package var undecodable: String?

  package init(
    reference: ObjectReference,
    uid: String,
    createdAt: Date? = nil,
    deletedAt: Date? = nil,
    finalizers: [String] = [],
    projectID: Entry = .absent,
    environmentType: Entry = .absent,
    googleGroup: Entry = .absent,
    undecodable: String? = nil
  ) {
    self.reference = reference
    self.uid = uid
    self.createdAt = createdAt
    self.deletedAt = deletedAt
    self.finalizers = finalizers
    self.projectID = projectID
    self.environmentType = environmentType
    self.googleGroup = googleGroup
    self.undecodable = undecodable
  }

  /// The NAME that it would have, valid or not: `projectId-environmentType`; nil where one of the two is no text.
  package var claimedName: String? {
    guard let projectID = projectID.text, let environmentType = environmentType.text else { return nil }
    return "\(projectID)-\(environmentType)"
  }

  /// Every NAME that it stands for: the one of a valid Project; of an invalid one each that it may have meant.
  ///
  /// An edit that breaks a spec must not turn what the Project owned into orphans. Many call the object by its NAME, so
  /// its own name counts too.
  package var shieldedNames: Set<String> {
    switch checked {
    case .success(let project): [project.name]
    case .failure: namesIfInvalid
    }
  }

  /// The Project that it asks for, or everything that is wrong with it.
  var checked: Result<Project, ProjectFlaws> {
    Result { () throws(ProjectFlaws) in try Project(self) }
  }

  /// Every NAME that it may have meant, where it is no valid Project.
  var namesIfInvalid: Set<String> {
    var names = Set([reference.name, claimedName].compactMap(\.self))
    let isEnvironmentKnown = environmentType.text.flatMap(Project.Environment.init) != nil
    if let projectID = projectID.text, !isEnvironmentKnown {
      names.formUnion(Project.Environment.allCases.map { "\(projectID)-\($0.rawValue)" })
    }
    return names
  }
}
