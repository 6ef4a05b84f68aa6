package import Foundation

/// One Project of the company, as its owners wrote it.
package struct CompanyProject: Sendable, Hashable {
  /// Who made the namespace and the pull secret.
  package enum Maker: Sendable, Hashable {
    case kyotuOperator
    case driftcheck
  }

  /// The software project, such as `shop`.
  package var projectId: String
  /// The environment, such as `dev`.
  package var environment: String
  /// The group whose members get access, nil for nobody.
  package var googleGroup: String?
  /// The namespace that holds the Project itself.
  package var home = "projects"
  /// Who made what the Project owns.
  package var maker = Maker.kyotuOperator
  /// The number that sets it apart from all others of its company.
  package var number: Int
  /// How long ago the Project was created, in seconds.
  package var age: TimeInterval

  /// The name that everything of this Project bears, `projectId-environment`.
  package var name: String { "\(projectId)-\(environment)" }

  /// The Project as a Kubernetes object.
  func resource(at now: Date) -> JSONValue {
    var spec: JSONValue = ["projectId": .string(projectId), "environmentType": .string(environment)]
    spec["googleGroup"] = googleGroup.map(JSONValue.string)
    var metadata = Objects.metadata(name, in: home, type: .projects, created: now.addingTimeInterval(-age))
    metadata["finalizers"] = ["project.kyotu.tech/finalizer"]
    return ["metadata": metadata, "spec": spec]
  }

  /// The namespace that the Project owns.
  func namespace(at now: Date) -> JSONValue {
    var metadata = Objects.metadata(name, type: .namespaces, created: now.addingTimeInterval(90 - age))
    let mark = Marks.made(by: maker, for: "\(home)/\(name)")
    metadata["labels"] = JSONValue(mark.labels.merging([Marks.backupLabel: "nightly"]) { own, _ in own })
    metadata["annotations"] = mark.annotations.isEmpty ? nil : JSONValue(mark.annotations)
    return ["metadata": metadata]
  }

  /// The pull secret in that namespace, as it should be.
  func pullSecret(at now: Date) -> JSONValue {
    var mark = Marks.made(by: maker, for: "\(home)/\(name)")
    if let claim = claim(at: now) { mark.annotations.merge(claim.annotations) { own, _ in own } }
    return PullSecret(name).object(
      in: name,
      mark: mark,
      created: now.addingTimeInterval(95 - age)
    )
  }
}

/// The labels and annotations that say who made an object.
struct Marks: Sendable {
  /// The label that the example configuration asks of every namespace.
  static let backupLabel = "example.com/backup"

  var labels: [String: String] = [:]
  var annotations: [String: String] = [:]

  /// The mark of `maker` on what belongs to `project`, written `NAMESPACE/NAME`.
  static func made(by maker: CompanyProject.Maker, for project: String) -> Marks {
    switch maker {
    case .kyotuOperator:
      Marks(labels: ["app": "kyotu-project-operator"])
    case .driftcheck:
      Marks(
        labels: ["app.kubernetes.io/managed-by": "driftcheck"],
        annotations: ["driftcheck.kyotu.tech/project": project]
      )
    }
  }
}

/// Makes the parts that all objects share.
enum Objects {
  static func metadata(_ name: String, in namespace: String = "", type: ResourceType, created: Date)
    -> JSONValue
  {
    let key = ObjectName(namespace: namespace, name: name).key
    var metadata: JSONValue = [
      "name": .string(name), "uid": .string(Identifiers.uid("\(type.plural)/\(key)")),
      "creationTimestamp": .string(Timestamp.kubernetes(created)),
    ]
    if !namespace.isEmpty { metadata["namespace"] = .string(namespace) }
    return metadata
  }
}
