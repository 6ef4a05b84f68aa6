import Foundation
import Sandbox
import TestSupport

/// A real API server that holds the world of a company, and turns from one world into another.
struct CompanyCluster: Sendable {
  let server: RealAPIServer
  /// Somebody with exactly the rights that a check needs.
  let reader: ClusterUser

  /// A server of its own that holds `world`, as far as Projects own it.
  static func start(holding world: World) async throws -> CompanyCluster {
    let server = try await RealAPIServer.start()
    for type in projectTypes {
      // Some of the namespaces are there from the start.
      try await server.apply(world.objects(type))
    }
    return CompanyCluster(server: server, reader: try await server.newUser(allowed: AccessRule.ofCheck()))
  }

  /// The program, set up to check this cluster as `user`, the reader where none is named.
  ///
  /// - Parameter sections: what the configuration says of other systems.
  func driftcheck(
    as user: ClusterUser? = nil,
    settle: String = "0s",
    pullSecret: String = "gitlab-registry-image-pull-secret",
    sections: [String: JSON] = [:]
  ) throws -> DriftCheckProgram {
    try DriftCheckProgram(
      kubeconfig: server.kubeconfig(for: user ?? reader).path,
      settle: settle,
      namespaceLabels: ["example.com/backup": "nightly"],
      pullSecret: pullSecret,
      sections: sections
    )
  }

  /// Turns the cluster, which holds `old`, into `new`, and returns when the server shows it.
  func turn(from old: World, into new: World) async throws {
    let change = WorldChange(from: old, to: new)
    for object in change.removed { try await remove(object) }
    for object in change.created { try await create(object) }
    try await server.apply(change.changed)
    for object in change.ended { try await server.delete(object.path) }
  }

  /// Lets the Project resource take anything as a spec, as those of old did.
  func loosenSchema() async throws {
    let version: JSON = [
      "name": "v1", "served": true, "storage": true,
      "schema": ["openAPIV3Schema": ["type": "object", "x-kubernetes-preserve-unknown-fields": true]],
    ]
    let path = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/projects.kyotu.tech"
    try await server.change(path, ["spec": ["versions": [version]]])
    let odd: JSON = [
      "apiVersion": "kyotu.tech/v1", "kind": "Project", "metadata": ["name": "odd"], "spec": ["projectId": 42],
    ]
    let trial = APICall(.post, "/apis/kyotu.tech/v1/namespaces/default/projects?dryRun=All", body: odd.text)
    try await eventually("the looser schema") { try await server.ask(trial).isSuccess }
  }

  /// Creates an object; where its namespace is new, the server may need a moment to know of it.
  private func create(_ object: ClusterObject) async throws {
    try await eventually("the creation of \(object.path)") {
      let call = APICall(.post, object.collection, body: object.json.text)
      let answer = try await server.ask(call)
      guard answer.isSuccess || [403, 404].contains(answer.status) else {
        throw ControlPlaneError.refused(call: call, status: answer.status, answer: answer.text)
      }
      return answer.isSuccess
    }
  }

  /// Deletes an object with what holds it back, as the operator and the namespace controller would in the end.
  private func remove(_ object: ClusterObject) async throws {
    try await server.delete(object.path)
    if object.collection == "/api/v1/namespaces" {
      let ended: JSON = [
        "apiVersion": "v1", "kind": "Namespace", "metadata": ["name": .string(object.name)],
        "spec": ["finalizers": []],
      ]
      try await server.perform([APICall(.put, "\(object.path)/finalize", body: ended.text)])
    } else if object.collection.hasSuffix("/projects") {
      try await server.change(object.path, ["metadata": ["finalizers": nil]])
    }
    try await eventually("the end of \(object.path)") {
      try await server.ask(APICall(.get, object.path)).status == 404
    }
  }
}

extension AccessRule {
  /// The rights that a check needs and no other.
  static func ofCheck(pullSecret: String = "gitlab-registry-image-pull-secret") -> [AccessRule] {
    [
      AccessRule(["get", "list"], "projects", in: "kyotu.tech"),
      AccessRule(["get", "list"], "namespaces"),
      AccessRule(["get", "list"], "secrets", named: [pullSecret]),
    ]
  }
}
