/// Who says, on an object in the cluster, that it made or claimed it.
package enum Mark: Sendable, Hashable {
  /// driftcheck, for the Project named: label and annotation are both there.
  case driftcheck(project: String)
  /// The Kyotu Project Operator; it does not say for which Project.
  case projectOperator
  /// Nobody that we know.
  case unmarked

  package static let managedByLabel = "app.kubernetes.io/managed-by"
  package static let managedByValue = "driftcheck"
  package static let projectAnnotation = "driftcheck.kyotu.tech/project"
  package static let protectAnnotation = "driftcheck.kyotu.tech/protect"
  package static let operatorLabel = "app"
  package static let operatorValue = "kyotu-project-operator"

  /// Reads the mark off an object's labels and annotations; our own wins over the operator's.
  package init(labels: [String: String], annotations: [String: String]) {
    if labels[Mark.managedByLabel] == Mark.managedByValue, let project = annotations[Mark.projectAnnotation] {
      self = .driftcheck(project: project)
    } else if labels[Mark.operatorLabel] == Mark.operatorValue {
      self = .projectOperator
    } else {
      self = .unmarked
    }
  }

  /// Who else an object's labels say manages it, by the label that Kubernetes recommends for that; nil for nobody.
  package static func otherManager(in labels: [String: String]) -> String? {
    labels[managedByLabel].flatMap { $0.isEmpty || $0 == managedByValue ? nil : $0 }
  }
}
