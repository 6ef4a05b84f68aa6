package import Model

/// One thing that the operator made and that shall bear our mark, for the Project that asks for it.
package struct AdoptionClaim: Sendable, Hashable {
  /// A thing in the cluster that can bear a mark.
  package enum Object: Sendable, Hashable {
    case namespace(String)
    case pullSecret(ObjectReference)
  }

  package let object: Object
  package let uid: String
  /// The version that was judged; no other is changed.
  package let resourceVersion: String
  /// The Project that the mark names.
  package let project: ObjectReference

  package init(_ object: Object, uid: String, resourceVersion: String, project: ObjectReference) {
    self.object = object
    self.uid = uid
    self.resourceVersion = resourceVersion
    self.project = project
  }

  /// The NAME of the Project, which is that of its namespace.
  package var name: String { object.name }
}

extension AdoptionClaim.Object {
  /// The NAME that it belongs to.
  package var name: String {
    switch self {
    case .namespace(let name): name
    case .pullSecret(let reference): reference.namespace
    }
  }

  package var kind: Kind {
    switch self {
    case .namespace: .namespace
    case .pullSecret: .pullSecret
    }
  }

  /// As findings name it.
  package var subject: String {
    switch self {
    case .namespace(let name): name
    case .pullSecret(let reference): reference.description
    }
  }
}

extension AdoptionClaim.Object: Comparable {
  /// By NAME, a namespace before what it holds.
  package static func < (left: AdoptionClaim.Object, right: AdoptionClaim.Object) -> Bool {
    (left.name, left.kind, left.subject) < (right.name, right.kind, right.subject)
  }
}
