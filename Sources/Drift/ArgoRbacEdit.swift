package import Formats
package import Model

/// Lines of Argo CD's policy that are added to a role, or taken away from it.
package struct ArgoRbacEdit: Sendable, Equatable {
  /// The whole role as it shall be.
  package let wished: ArgoRbac
  /// Whether lines are taken away instead of added.
  package let isRemoval: Bool
  /// Every line that was judged to be lacking, or beyond.
  private let planned: Set<ArgoPolicyEdit>

  /// Adds what `policy` lacks, or takes away what is beyond `wished`.
  init(_ wished: ArgoRbac, judging policy: ArgoPolicy, removing isRemoval: Bool) {
    self.wished = wished
    self.isRemoval = isRemoval
    planned = Set(ArgoRbacEdit.needed(wished, in: policy, removing: isRemoval))
  }

  private static func needed(_ wished: ArgoRbac, in policy: ArgoPolicy, removing: Bool) -> [ArgoPolicyEdit] {
    let difference = ArgoPolicyDifference(desired: wished, observed: policy)
    return removing ? difference.removals : difference.additions(to: wished.role)
  }
}

extension ArgoRbacEdit: SharedFileEdit {
  package var subject: String { wished.role }

  package func remaining(in policy: ArgoPolicy) throws(EditRefusal) -> [ArgoPolicyEdit] {
    let needed = ArgoRbacEdit.needed(wished, in: policy, removing: isRemoval)
    guard planned.isSuperset(of: needed) else { throw .entriesChanged(subject: subject) }
    return needed
  }

  package static func reading(_ text: String, key: YAMLPath?) throws(ArgoPolicyFile.Flaw) -> ArgoPolicy {
    try ArgoPolicyFile(parsing: text, key: key).policy
  }

  package static func applying(
    _ steps: [ArgoPolicyEdit],
    to text: String,
    key: YAMLPath?
  ) throws(ArgoPolicyFile.Flaw) -> String {
    try ArgoPolicyFile.applying(steps, to: text, key: key)
  }
}
