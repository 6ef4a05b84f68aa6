package import Model

/// Why a YAML text cannot be compared or edited, and where.
package struct YAMLFlaw: Error, Sendable, Hashable {
  package enum Problem: Sendable, Hashable {
    /// It is no YAML; what the parser said.
    case syntax(String)
    /// What an anchor names stands in two places, so no line belongs to one field alone.
    case anchor(String)
    case duplicateKeys([String])
    /// A key `<<`, which takes fields over from elsewhere.
    case mergeKey
    /// A key that is a list or a mapping.
    case keyIsNoText
    /// A type that is none of YAML's common ones.
    case tag(String)
    /// A document that lacks `apiVersion`, `kind` or `metadata.name`, so it is no object to Kubernetes.
    case noObject
    /// Two documents that mean one object.
    case duplicateObject(ObjectIdentity)
    /// A field that is read or edited is something else than it must be.
    case shape(of: String, expected: Shape)
    /// An entry of a list that lacks the name by which it is known.
    case noName
    /// Two documents hold what may stand in one place only.
    case duplicatePath(YAMLPath)
    /// No document holds Argo CD's policy.
    case noPolicy
    /// The policy is to be edited and is no literal block, or one with line breaks of other kinds.
    case notLiteral
    /// A text that cannot be written there.
    case unwritable(String)
    /// An entry that is to be changed says something else than it did when the change was planned.
    case stale(String)
    /// The way in which the file is written does not let the change be made without touching something else.
    case editFailed
  }

  /// What a field can be.
  package enum Shape: Sendable, Hashable {
    case text, list, mapping
  }

  package let problem: Problem
  /// Nil where the parser did not say.
  package let place: TextPlace?

  package init(problem: Problem, place: TextPlace?) {
    self.problem = problem
    self.place = place
  }
}

extension YAMLFlaw: CustomStringConvertible {
  /// One clause that says where and what: `line 3, column 5: the key a occurs twice in one mapping`.
  package var description: String {
    guard let place else { return words }
    return "line \(place.line), column \(place.column): \(words)"
  }

  private var words: String {
    switch problem {
    case .syntax(let reason): reason
    case .anchor(let name): "the anchor &\(name) is not supported; write what it stands for in each place"
    case .duplicateKeys(let keys): "one mapping has more than one key \(keys.joined(separator: ", "))"
    case .mergeKey: "the merge key << is not supported; write the fields out"
    case .keyIsNoText: "a list or a mapping is used as a key"
    case .tag(let name): "the tag \(name) is not supported"
    case .noObject: "the document has no apiVersion, kind and metadata.name"
    case .duplicateObject(let identity): "the object \(identity) stands in the file twice"
    case .shape(let name, .text): "\(name) is not a text"
    case .shape(let name, .list): "\(name) is not a list"
    case .shape(let name, .mapping): "\(name) is not a mapping"
    case .noName: "the entry has no name"
    case .duplicatePath(let path): "\(path) stands in more than one document of the file"
    case .noPolicy: "no document holds Argo CD's policy (the ConfigMap argocd-rbac-cm, or an ArgoCD); configure its key"
    case .notLiteral: "the policy can be edited only as a literal block (|) with usual line breaks"
    case .unwritable(let text): "\(text.debugDescription) cannot be written here"
    case .stale(let name): "\(name) has changed since the change was planned"
    case .editFailed: "it is written in a way that cannot be edited without touching something else; write it plainly"
    }
  }
}
