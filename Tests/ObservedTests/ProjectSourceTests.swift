import Foundation
import Kubernetes
import Model
import Observed
import Sandbox
import Testing

@Suite("The Projects of a cluster")
struct ProjectSourceTests {
  private let everywhere = ProjectSource(group: "kyotu.tech", version: "v1", namespaces: [])

  @Test("are all in one list, with the server's time")
  func everyProject() async throws {
    try await SandboxedCluster.run { cluster in
      let list = try await everywhere.list(from: cluster.client, .cached).get()
      #expect(list.resources.count == 40)
      #expect(list.serverTime == SandboxedCluster.now)
      let shop = try #require(list.resources.first { $0.reference.name == "shop-dev" })
      #expect(shop.projectID == .text("shop") && shop.environmentType == .text("dev"))
      #expect(shop.googleGroup == .text("shop.crew@example.com"))
      #expect(shop.finalizers == ["project.kyotu.tech/finalizer"])
      #expect(shop.createdAt != nil && shop.deletedAt == nil && !shop.uid.isEmpty)
      #expect(await cluster.requests == ["/apis/kyotu.tech/v1/projects?resourceVersion=0"])
    }
  }

  @Test("are listed where the configuration says, each namespace once")
  func someNamespaces() async throws {
    try await SandboxedCluster.run { cluster in
      let source = ProjectSource(
        group: "kyotu.tech",
        version: "v1",
        namespaces: ["projects-emea", "empty", "projects-emea"]
      )
      let list = try await source.list(from: cluster.client, .cached).get()
      #expect(list.resources.map(\.reference.name).sorted() == ["analytics-dev", "analytics-prod"])
      #expect(await cluster.requests.count == 2)
    }
  }

  @Test("are none at all where one namespace cannot be listed")
  func oneRefused() async throws {
    try await SandboxedCluster.run { cluster in
      let path = "/apis/kyotu.tech/v1/namespaces/projects-emea/projects"
      await cluster.server.faults.add(Fault(.status(403), path: path))
      let source = ProjectSource(group: "kyotu.tech", version: "v1", namespaces: ["projects", "projects-emea"])
      let result = await source.list(from: cluster.client, .cached)
      #expect(throws: Unreadable.self) { try result.get() }
    }
  }

  @Test("keep a field of another type apart from one that lacks")
  func otherTypes() async throws {
    var world = SandboxedCluster.company
    let name = ObjectName(namespace: "projects", name: "shop-dev")
    world.edit(.projects, name) {
      $0["spec"] = ["projectId": 42, "environmentType": ["dev"], "googleGroup": true, "note": [:]]
    }
    world.edit(.projects, ObjectName(namespace: "projects", name: "shop-qa")) {
      $0["spec"] = ["projectId": [:], "environmentType": .null]
    }
    try await SandboxedCluster.run(world) { cluster in
      let list = try await everywhere.list(from: cluster.client, .cached).get()
      let shop = try #require(list.resources.first { $0.reference.name == "shop-dev" })
      #expect(shop.projectID == .other("a number"))
      #expect(shop.environmentType == .other("a list"))
      #expect(shop.googleGroup == .other("a boolean"))
      let other = try #require(list.resources.first { $0.reference.name == "shop-qa" })
      #expect(other.projectID == .other("an object"))
      #expect(other.environmentType == .absent && other.googleGroup == .absent)
    }
  }

  @Test("that cannot be decoded spoil no other, and keep what can be read of them")
  func undecodable() async throws {
    var world = SandboxedCluster.company
    world.edit(.projects, ObjectName(namespace: "projects", name: "shop-dev")) { $0["spec"] = "see the wiki" }
    world.edit(.projects, ObjectName(namespace: "projects", name: "shop-qa")) {
      $0["spec"] = nil
      $0[["metadata", "deletionTimestamp"]] = "2026-11-01T00:00:00Z"
    }
    try await SandboxedCluster.run(world) { cluster in
      let list = try await everywhere.list(from: cluster.client, .cached).get()
      #expect(list.resources.count == 40)
      let broken = list.resources.filter { $0.undecodable != nil }.sorted { $0.reference < $1.reference }
      #expect(broken.map(\.reference.name) == ["shop-dev", "shop-qa"])
      #expect(broken.allSatisfy { $0.createdAt != nil && $0.finalizers == ["project.kyotu.tech/finalizer"] })
      #expect(broken.map { $0.deletedAt != nil } == [false, true])
    }
  }

  @Test("are unknown where their type is not served, in a sentence that says what to do")
  func noDefinition() async throws {
    try await SandboxedCluster.run(World()) { cluster in
      let result = await everywhere.list(from: cluster.client, .cached)
      let unreadable = #expect(throws: Unreadable.self) { try result.get() }
      #expect(unreadable?.subject == "projects.kyotu.tech")
      #expect(unreadable?.reason.contains("Install its CustomResourceDefinition") == true)
    }
  }
}
