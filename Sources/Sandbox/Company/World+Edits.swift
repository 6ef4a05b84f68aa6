import Foundation

// The edits that additions and drifts are made of. What is not there is left alone.
extension World {
  static func pullSecret(of name: String) -> ObjectName {
    ObjectName(namespace: name, name: PullSecret.secretName)
  }

  mutating func edit(_ type: ResourceType, _ name: ObjectName, _ change: (inout JSONValue) -> Void) {
    guard var object = self[type, name] else { return }
    change(&object)
    self[type, name] = object
  }

  mutating func fillPullSecret(of name: String, _ configuration: JSONValue) {
    edit(.secrets, Self.pullSecret(of: name)) { secret in
      secret[["data", ".dockerconfigjson"]] = .string(PullSecret.encoded(configuration))
    }
  }

  mutating func takeNamespace(_ name: String) {
    self[.namespaces, ObjectName(name: name)] = nil
    self[.secrets, Self.pullSecret(of: name)] = nil
  }

  mutating func endNamespace(_ name: String, since: Date) {
    edit(.namespaces, ObjectName(name: name)) { namespace in
      namespace[["metadata", "deletionTimestamp"]] = .string(Timestamp.kubernetes(since))
      namespace["spec"] = ["finalizers": ["kubernetes"]]
      namespace["status"] = ["phase": "Terminating"]
    }
  }

  mutating func endProject(_ name: String, since: Date) {
    edit(.projects, ObjectName(namespace: "projects", name: name)) { project in
      project[["metadata", "deletionTimestamp"]] = .string(Timestamp.kubernetes(since))
      project[["metadata", "deletionGracePeriodSeconds"]] = 0
    }
  }

  mutating func addNamespace(_ name: String, _ mark: Marks, created: Date) {
    var metadata = Objects.metadata(name, type: .namespaces, created: created)
    metadata["labels"] = mark.labels.isEmpty ? nil : JSONValue(mark.labels)
    metadata["annotations"] = mark.annotations.isEmpty ? nil : JSONValue(mark.annotations)
    add(.namespaces, ["metadata": metadata])
  }

  mutating func leavePullSecret(in namespace: String, created: Date) {
    addNamespace(namespace, Marks(), created: created)
    let mark = Marks.made(by: .kyotuOperator, for: "")
    add(.secrets, PullSecret(namespace).object(in: namespace, mark: mark, created: created))
  }

  mutating func addProject(
    _ name: String,
    in home: String = "projects",
    projectId: JSONValue,
    _ environment: String,
    googleGroup: String = "newcomers@example.com",
    created: Date
  ) {
    var metadata = Objects.metadata(name, in: home, type: .projects, created: created)
    metadata["finalizers"] = ["project.kyotu.tech/finalizer"]
    let spec: JSONValue = [
      "projectId": projectId, "environmentType": .string(environment), "googleGroup": .string(googleGroup),
    ]
    add(.projects, ["metadata": metadata, "spec": spec])
  }
}
