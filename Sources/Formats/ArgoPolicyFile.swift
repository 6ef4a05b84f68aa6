package import Model
import Yams

/// A YAML file in which Argo CD's policy stands, and where in it.
///
/// Where no key is configured, the policy is `data."policy.csv"` of the ConfigMap argocd-rbac-cm, or `spec.rbac.policy`
/// of argocd-operator's ArgoCD, in whichever document of the file.
package struct ArgoPolicyFile: Sendable {
  /// Why the policy cannot be read.
  package enum Flaw: Error, Sendable, Hashable {
    /// The file.
    case yaml(YAMLFlaw)
    /// The policy in it; its line in the file is known where the policy is a literal block.
    case policy(ArgoPolicy.Flaw, lineOfFile: Int?)
  }

  package let policy: ArgoPolicy
  /// The policy's text; empty where the object has none.
  package let text: String
  /// Where the policy's value begins and how it is written; nil where the object has none.
  package let location: Location?
  /// The keys that lead to it.
  let path: YAMLPath
  /// The column of the last of these keys, counted from 1.
  let fieldColumn: Int

  /// How a policy is written in its file.
  package struct Location: Sendable, Hashable {
    /// Of the value's first character, thus of the `|` of a literal block.
    package let place: TextPlace
    /// Whether it is a literal block (`|`), whose lines are those of the policy.
    ///
    /// Other styles are read, but not edited.
    package let isLiteral: Bool
  }

  /// Finds and reads the policy in `file`; what stands beside it is not looked at.
  ///
  /// - Throws: ``Flaw`` where the file is no YAML, where no document or more than one holds the policy, where an anchor or
  ///   alias is in the way, or where Argo CD could not use the policy. An object without a policy is no error.
  package init(parsing file: String, key: YAMLPath? = nil) throws(Flaw) {
    var found: [Found] = []
    do throws(YAMLFlaw) {
      try YAMLDocument.forEachRoot(in: file) { (root) throws(YAMLFlaw) in
        if let policy = try ArgoPolicyFile.find(in: YAMLCursor(root), key: key) { found.append(policy) }
      }
    } catch { throw .yaml(error) }
    guard let first = found.first else { throw .yaml(YAMLFlaw(problem: .noPolicy, place: nil)) }
    if found.count > 1 {
      throw .yaml(YAMLFlaw(problem: .duplicatePath(found[1].path), place: found[1].location?.place))
    }
    text = first.text
    path = first.path
    fieldColumn = first.fieldColumn
    location = first.location
    do throws(ArgoPolicy.Flaw) {
      policy = try ArgoPolicy(parsing: first.text)
    } catch {
      throw .policy(error, lineOfFile: first.location?.lineOfFile(error.line))
    }
  }

  fileprivate struct Found {
    let path: YAMLPath
    var text = ""
    var fieldColumn = 1
    var location: Location?
  }

  private static func find(in root: YAMLCursor, key: YAMLPath?) throws(YAMLFlaw) -> Found? {
    if let key {
      guard let value = try root.descendant(key) else { return nil }
      return try Found(path: key, value: value)
    }
    guard let path = try standardPath(in: root) else { return nil }
    return try Found(path: path, value: root.descendant(path))
  }

  private static func standardPath(in root: YAMLCursor) throws(YAMLFlaw) -> YAMLPath? {
    if try root.isNull { return nil }
    switch try root.member("kind")?.scalar()?.string {
    case "ConfigMap":
      let name = try root.descendant(YAMLPath(["metadata", "name"]))?.scalar()?.string
      return name == "argocd-rbac-cm" ? YAMLPath(["data", "policy.csv"]) : nil
    case "ArgoCD":
      return YAMLPath(["spec", "rbac", "policy"])
    case _:
      return nil
    }
  }
}

extension ArgoPolicyFile.Found {
  fileprivate init(path: YAMLPath, value: YAMLCursor?) throws(YAMLFlaw) {
    self.init(path: path)
    guard let value, let scalar = try value.scalar() else { return }
    text = scalar.string
    fieldColumn = value.keyPlace?.column ?? 1
    location = ArgoPolicyFile.Location(place: value.place, isLiteral: scalar.style == .literal)
  }
}

extension ArgoPolicyFile.Location {
  /// The line of the file on which line `number` of the policy stands; nil where the style hides it.
  package func lineOfFile(_ number: Int) -> Int? {
    isLiteral ? place.line + number : nil
  }
}

extension ArgoPolicyFile.Flaw: CustomStringConvertible {
  /// One clause that says where in the file, and what.
  package var description: String {
    switch self {
    case .yaml(let flaw): flaw.description
    case .policy(let flaw, nil): "the policy's \(flaw)"
    case .policy(let flaw, let line?): "line \(line) of the file, the policy's \(flaw)"
    }
  }
}
