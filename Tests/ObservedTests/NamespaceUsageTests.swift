import Foundation
import Kubernetes
import Model
import Observed
import Sandbox
import Testing

@Suite("What is read before something goes")
struct NamespaceUsageTests {
  private let projects = ProjectSource(group: "kyotu.tech", version: "v1", namespaces: [])
  private let definition = ObjectName(name: "projects.kyotu.tech")

  private func pod(_ name: String, phase: String) -> Sandbox.JSONValue {
    ["metadata": ["name": .string(name), "namespace": "shop-dev"], "status": ["phase": .string(phase)]]
  }

  private func claim(_ name: String) -> Sandbox.JSONValue {
    ["metadata": ["name": .string(name), "namespace": "shop-dev"]]
  }

  @Test("An empty namespace holds nothing, in two short reads")
  func empty() async throws {
    try await SandboxedCluster.run { cluster in
      let usage = await NamespaceUsage.read(of: "shop-dev", from: cluster.client)
      #expect(usage == .present(NamespaceUsage()))
      let requests = await cluster.requests
      #expect(requests.count == 2 && requests.allSatisfy { $0.contains("limit=5") })
    }
  }

  @Test("Pods count that have not come to their end, and every PersistentVolumeClaim")
  func used() async throws {
    var world = SandboxedCluster.company
    for (index, phase) in ["Running", "Pending", "Succeeded", "Failed", "Unknown"].enumerated() {
      world.add(.pods, pod("pod-\(index)", phase: phase))
    }
    world.add(.persistentVolumeClaims, claim("data"))
    try await SandboxedCluster.run(world) { cluster in
      let usage = await NamespaceUsage.read(of: "shop-dev", from: cluster.client)
      #expect(usage == .present(NamespaceUsage(volumeClaims: ["data"], pods: ["pod-0", "pod-1", "pod-4"])))
      let other = await NamespaceUsage.read(of: "shop-qa", from: cluster.client)
      #expect(other.value?.isEmpty == true)
    }
  }

  @Test("Of many only some are named, and no more is read")
  func many() async throws {
    var world = SandboxedCluster.company
    for number in 0..<40 {
      world.add(.pods, pod("pod-\(number)", phase: "Running"))
      world.add(.persistentVolumeClaims, claim("data-\(number)"))
    }
    try await SandboxedCluster.run(world) { cluster in
      let usage = await NamespaceUsage.read(of: "shop-dev", from: cluster.client).value
      #expect(usage?.pods.count == 5 && usage?.volumeClaims.count == 5)
      #expect(await cluster.requests.count == 2)
    }
  }

  @Test(
    "What may not be read is unknown, with the right that is missing",
    arguments: ["pods", "persistentvolumeclaims"]
  )
  func refused(plural: String) async throws {
    try await SandboxedCluster.run { cluster in
      await cluster.server.faults.add(Fault(.status(403), path: "/api/v1/namespaces/shop-dev/\(plural)"))
      let usage = await NamespaceUsage.read(of: "shop-dev", from: cluster.client)
      #expect(usage.failure?.subject == "what the namespace shop-dev holds")
      #expect(usage.failure?.missingPermission?.contains("list \(plural)") == true)
    }
  }

  @Test("The definition of Projects is there, goes, or is gone")
  func definitionState() async throws {
    try await SandboxedCluster.run { cluster in
      #expect(await projects.definition(from: cluster.client) == .present(ProjectDefinition()))
      #expect(await cluster.requests.count == 1)
    }
    var leaving = SandboxedCluster.company
    leaving.edit(.customResourceDefinitions, definition) {
      $0[["metadata", "deletionTimestamp"]] = "2026-11-01T00:00:00Z"
    }
    try await SandboxedCluster.run(leaving) { cluster in
      let seen = await projects.definition(from: cluster.client)
      #expect(seen.value?.deletedAt == Date(timeIntervalSince1970: 1_793_491_200))
    }
    try await SandboxedCluster.run(World()) { cluster in
      #expect(await projects.definition(from: cluster.client) == .absent)
    }
  }

  @Test("Whether the definition stays is unknown where it may not be read")
  func definitionRefused() async throws {
    try await SandboxedCluster.run { cluster in
      let path = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/projects.kyotu.tech"
      await cluster.server.faults.add(Fault(.status(403), path: path))
      let failure = await projects.definition(from: cluster.client).failure
      #expect(failure?.subject == "customresourcedefinitions projects.kyotu.tech")
      #expect(failure?.missingPermission?.contains("get customresourcedefinitions") == true)
    }
  }
}
