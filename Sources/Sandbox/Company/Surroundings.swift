import Foundation

/// What else the cluster holds: its own namespaces, the platform's, and what teams put beside ours.
///
/// None of it is drift: a check that names any of it raises a false alarm.
enum Surroundings {
  private static let namespaces = [
    "default", "kube-system", "kube-public", "kube-node-lease", "argocd", "cert-manager", "driftcheck",
    "ingress-nginx", "monitoring", "projects", "projects-emea", "vault", "team-sandbox",
  ]

  static func add(to world: inout World, at now: Date) {
    let founded = now.addingTimeInterval(-500 * 86_400)
    for name in namespaces {
      world.add(.namespaces, ["metadata": Objects.metadata(name, type: .namespaces, created: founded)])
      world.add(.secrets, serviceAccountToken(in: name, created: founded))
    }
    world.add(.secrets, opaque("argocd-secret", in: "argocd", key: "admin.password", created: founded))
    world.add(.secrets, opaque("grafana-admin", in: "monitoring", key: "password", created: founded))
    // A pull secret of that name which somebody made by hand: it bears no mark, so it is nobody's orphan.
    world.add(.secrets, PullSecret("monitoring").object(in: "monitoring", mark: Marks(), created: founded))
    world.add(.customResourceDefinitions, definition(created: founded))
    world.add(.pods, runningPod("prometheus-0", in: "monitoring", created: founded))
    world.add(.persistentVolumeClaims, claim("prometheus", in: "monitoring", created: founded))
  }

  private static func serviceAccountToken(in namespace: String, created: Date) -> JSONValue {
    let name = "default-token-" + Identifiers.uid(namespace).prefix(5)
    return [
      "metadata": Objects.metadata(name, in: namespace, type: .secrets, created: created),
      "type": "kubernetes.io/service-account-token",
      "data": ["token": .string(Data(Identifiers.token(namespace).utf8).base64EncodedString())],
    ]
  }

  private static func opaque(_ name: String, in namespace: String, key: String, created: Date) -> JSONValue {
    [
      "metadata": Objects.metadata(name, in: namespace, type: .secrets, created: created),
      "type": "Opaque",
      "data": .object([key: .string(Data(Identifiers.token(name).utf8).base64EncodedString())]),
    ]
  }

  private static func runningPod(_ name: String, in namespace: String, created: Date) -> JSONValue {
    [
      "metadata": Objects.metadata(name, in: namespace, type: .pods, created: created),
      "spec": ["containers": [["name": "main", "image": "registry.example.com/platform/main:1"]]],
      "status": ["phase": "Running"],
    ]
  }

  private static func claim(_ name: String, in namespace: String, created: Date) -> JSONValue {
    [
      "metadata": Objects.metadata(name, in: namespace, type: .persistentVolumeClaims, created: created),
      "spec": ["accessModes": ["ReadWriteOnce"], "resources": ["requests": ["storage": "10Gi"]]],
      "status": ["phase": "Bound"],
    ]
  }

  private static func definition(created: Date) -> JSONValue {
    let anything: JSONValue = ["type": "object", "x-kubernetes-preserve-unknown-fields": true]
    let version: JSONValue = [
      "name": "v1", "served": true, "storage": true, "subresources": ["status": [:]],
      "schema": [
        "openAPIV3Schema": ["type": "object", "properties": ["spec": anything, "status": anything]]
      ],
    ]
    return [
      "metadata": Objects.metadata("projects.kyotu.tech", type: .customResourceDefinitions, created: created),
      "spec": [
        "group": "kyotu.tech", "scope": "Namespaced", "versions": [version],
        "names": ["kind": "Project", "listKind": "ProjectList", "plural": "projects", "singular": "project"],
      ],
      "status": ["acceptedNames": ["kind": "Project", "plural": "projects"], "storedVersions": ["v1"]],
    ]
  }
}
