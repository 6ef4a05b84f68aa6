import Foundation
import Model
import Observed
import Sandbox
import Secrets
import Testing

@Suite("A snapshot of the cluster")
struct SnapshotTests {
  private let policy = SandboxedCluster.policy

  @Test("shows what is there and what is not, in two lists out of the watch cache")
  func presentAndAbsent() async throws {
    try await SandboxedCluster.run { cluster in
      let snapshot = await Snapshot.read(from: cluster.client, under: policy)
      #expect(snapshot.unreadable.isEmpty)
      #expect(snapshot.namespaces["shop-dev"].value?.mark == .projectOperator)
      #expect(snapshot.namespaces["shop-qa"].value?.mark == .driftcheck(project: "projects/shop-qa"))
      #expect(snapshot.namespaces["shop-nowhere"] == .absent)
      #expect(snapshot.pullSecrets["shop-dev"].value?.type == "kubernetes.io/dockerconfigjson")
      // A namespace of the company that holds other secrets, but no pull secret.
      #expect(snapshot.pullSecrets["vault"] == .absent)
      #expect(
        await Set(cluster.requests) == [
          "/api/v1/namespaces?resourceVersion=0",
          "/api/v1/secrets?fieldSelector=metadata.name%3Dgitlab-registry-image-pull-secret&resourceVersion=0",
        ]
      )
    }
  }

  @Test("keeps of a namespace's labels only those that the policy asks for")
  func labels() async throws {
    try await SandboxedCluster.run { cluster in
      let snapshot = await Snapshot.read(from: cluster.client, under: policy)
      #expect(snapshot.namespaces["shop-dev"].value?.labels == ["example.com/backup": "nightly"])
      #expect(snapshot.namespaces["vault"].value?.labels == [:])
    }
  }

  @Test("tells a secret's text from none and from one that is no text")
  func documents() async throws {
    var world = SandboxedCluster.company
    world.edit(.secrets, pullSecret(in: "shop-dev")) { $0["data"] = [:] }
    world.edit(.secrets, pullSecret(in: "shop-qa")) { $0["data"] = [".dockerconfigjson": "//79"] }
    world.edit(.secrets, pullSecret(in: "shop-test")) { $0["data"] = [".dockerconfigjson": "e30="] }
    world.edit(.secrets, pullSecret(in: "shop-prod")) { $0["type"] = nil }
    try await SandboxedCluster.run(world) { cluster in
      let snapshot = await Snapshot.read(from: cluster.client, under: policy)
      #expect(snapshot.pullSecrets["shop-dev"].value?.document == .missing)
      #expect(snapshot.pullSecrets["shop-qa"].value?.document == .binary)
      #expect(snapshot.pullSecrets["shop-test"].value?.document == .text(Secret("{}")))
      #expect(snapshot.pullSecrets["shop-prod"].value?.type == "Opaque")
    }
  }

  @Test("says who else keeps an object")
  func protection() async throws {
    var world = SandboxedCluster.company
    world.edit(.namespaces, ObjectName(name: "shop-dev")) {
      $0[["metadata", "annotations"]] = ["argocd.argoproj.io/tracking-id": "teams:/Namespace:/shop-dev"]
    }
    world.edit(.secrets, pullSecret(in: "shop-dev")) {
      $0[["metadata", "ownerReferences"]] = [
        ["apiVersion": "v1", "kind": "ConfigMap", "name": "a", "uid": "1"],
        ["apiVersion": "e/v1", "kind": "ExternalSecret", "name": "pull", "uid": "2", "controller": true],
      ]
    }
    world.edit(.secrets, pullSecret(in: "shop-qa")) {
      $0[["metadata", "annotations"]] = ["driftcheck.kyotu.tech/protect": "true"]
    }
    world.edit(.namespaces, ObjectName(name: "shop-test")) {
      $0[["metadata", "labels", "app.kubernetes.io/managed-by"]] = "Helm"
    }
    world.edit(.secrets, pullSecret(in: "shop-test")) {
      $0[["metadata", "labels", "app.kubernetes.io/managed-by"]] = "vault"
    }
    try await SandboxedCluster.run(world) { cluster in
      let snapshot = await Snapshot.read(from: cluster.client, under: policy)
      #expect(snapshot.namespaces["shop-test"].value?.manager == "Helm")
      #expect(snapshot.pullSecrets["shop-test"].value?.manager == "vault")
      #expect(snapshot.namespaces["shop-qa"].value?.manager == nil)
      #expect(
        snapshot.namespaces["shop-dev"].value?.protection == .controlled(by: "Argo CD's application teams")
      )
      #expect(snapshot.pullSecrets["shop-dev"].value?.protection == .controlled(by: "ExternalSecret pull"))
      #expect(snapshot.pullSecrets["shop-qa"].value?.protection == .annotation)
      #expect(snapshot.namespaces["shop-qa"].value?.protection == nil)
    }
  }

  @Test("leaves one list unknown, with the missing right, and reads the other")
  func forbidden() async throws {
    try await SandboxedCluster.run { cluster in
      await cluster.server.access.deny(Denial("secrets", verbs: ["list"]))
      let snapshot = await Snapshot.read(from: cluster.client, under: policy)
      let reason = try #require(snapshot.unreadable.first)
      #expect(snapshot.unreadable.count == 1)
      #expect(reason.subject == "secrets gitlab-registry-image-pull-secret")
      #expect(reason.missingPermission == "list secrets in all namespaces")
      #expect(snapshot.pullSecrets["shop-dev"] == .unreadable(reason))
      #expect(snapshot.namespaces["shop-dev"].value != nil)
    }
  }

  @Test("leaves one object unknown that cannot be decoded, and reads all others")
  func undecodable() async throws {
    var world = SandboxedCluster.company
    world.edit(.namespaces, ObjectName(name: "shop-dev")) { $0[["metadata", "labels"]] = "none" }
    world.edit(.secrets, pullSecret(in: "shop-qa")) { $0["data"] = ["a list"] }
    try await SandboxedCluster.run(world) { cluster in
      let snapshot = await Snapshot.read(from: cluster.client, under: policy)
      #expect(
        snapshot.unreadable.map(\.subject) == [
          "namespaces shop-dev", "secrets shop-qa/gitlab-registry-image-pull-secret",
        ]
      )
      #expect(snapshot.unreadable.allSatisfy { $0.reason.hasPrefix("it cannot be decoded: ") })
      #expect(snapshot.namespaces["shop-dev"].value == nil && snapshot.namespaces["shop-dev"] != .absent)
      #expect(snapshot.namespaces["shop-qa"].value != nil)
      #expect(snapshot.pullSecrets["shop-dev"].value != nil)
    }
  }
}
