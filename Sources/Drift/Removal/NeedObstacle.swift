package import Model

/// Why something is kept because somebody wants it, uses it, or may want it back.
package enum NeedObstacle: Sendable, Hashable {
  /// A rule of the configuration ignores its finding.
  case ignored
  /// Its removal is of no use.
  case flapping
  /// A Project asks for the NAME.
  case claimed(String)
  /// Two Projects ask for the NAME.
  case conflict(String)
  /// The Project that keeps the rest asks for something else than when this was judged.
  case keeperChanged(String)
  /// A namespace that is never ours.
  case protectedNamespace(String)
  /// One that we live in.
  case ownNamespace(String)
  /// Projects themselves stand in it.
  case holdsProjects(namespace: String)
  case protected(Protection)
  /// The token that we ask GitLab with.
  case ownToken
  /// Which token that is, is unknown.
  case unknownOwnToken
  /// It is on its way out already.
  case leaving
  case inUse(NamespaceUsage)
  /// Whether it is in use is unknown; nil where nobody looked.
  case unknownUsage(Unreadable?)
  /// The operator, or whoever else, takes finalizers off.
  case notReleased
  /// Something of the Project is still there.
  case remains([String])
}

extension NeedObstacle: CustomStringConvertible {
  package var description: String {
    switch self {
    case .ignored:
      "a rule under `ignore` has it left alone"
    case .flapping:
      "it came back after it was removed, or could not be removed several times; see who makes it, or what is in the way"
    case .claimed(let name):
      "a Project asks for \(name) again"
    case .conflict(let name):
      "two Projects ask for \(name), and nothing of it goes until that is settled"
    case .keeperChanged(let name):
      "the Project \(name) asks for something else than when this was looked at; run again"
    case .protectedNamespace(let name):
      "the namespace \(name) is protected"
    case .ownNamespace(let name):
      "driftcheck itself lives in the namespace \(name)"
    case .holdsProjects(let namespace):
      "Projects stand in the namespace \(namespace), and would go with it"
    case .protected(.annotation):
      "its annotation \(Mark.protectAnnotation) protects it"
    case .protected(.controlled(let controller)):
      "\(controller) controls it"
    case .ownToken:
      "it is the token that driftcheck itself asks GitLab with"
    case .unknownOwnToken:
      "GitLab does not say which token driftcheck itself asks with, and it could be this one"
    case .leaving:
      "it is on its way out already"
    case .inUse(let usage):
      "it is in use: \(usage.inWords)"
    case .unknownUsage(let unreadable):
      "nobody can say whether it is in use"
        + (unreadable.map { ": \($0.subject): \($0.reasonWithRight)" } ?? "")
    case .notReleased:
      "the finalizer is left to the operator, as `projects.release` is false"
    case .remains(let subjects):
      "something of the Project is still there: \(subjects.joined(separator: ", "))"
    }
  }
}

extension NamespaceUsage {
  fileprivate var inWords: String {
    [
      volumeClaims.isEmpty ? nil : "PersistentVolumeClaims \(volumeClaims.joined(separator: ", "))",
      pods.isEmpty ? nil : "Pods \(pods.joined(separator: ", "))",
    ].compactMap(\.self).joined(separator: "; ")
  }
}
