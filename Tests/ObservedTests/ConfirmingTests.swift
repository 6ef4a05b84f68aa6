import Foundation
import Model
import Observed
import Sandbox
import Testing

@Suite("A second look at what a cached list calls drift")
struct ConfirmingTests {
  private let policy = SandboxedCluster.policy

  /// A cache that has seen neither shop-dev's namespace nor its secret, and not that shop-qa's are gone.
  private func lag(_ cluster: SandboxedCluster) async {
    var stale = SandboxedCluster.company
    stale[.namespaces, ObjectName(name: "shop-dev")] = nil
    stale[.secrets, pullSecret(in: "shop-dev")] = nil
    await cluster.server.cluster.letWatchCacheShow(stale)
  }

  /// The world as it is: shop-qa's namespace and secret are gone.
  private var world: World {
    var world = SandboxedCluster.company
    world[.namespaces, ObjectName(name: "shop-qa")] = nil
    world[.secrets, pullSecret(in: "shop-qa")] = nil
    return world
  }

  @Test("sees past a cache that lags, in one read for each thing")
  func pastTheCache() async throws {
    try await SandboxedCluster.run(world) { cluster in
      await lag(cluster)
      let cached = await Snapshot.read(from: cluster.client, under: policy)
      #expect(cached.namespaces["shop-dev"] == .absent)
      #expect(cached.namespaces["shop-qa"] != .absent)
      await cluster.server.log.clear()
      let confirmed = await cached.confirming(["shop-dev", "shop-qa"], with: cluster.client, under: policy)
      #expect(confirmed.namespaces["shop-dev"].value?.mark == .projectOperator)
      #expect(confirmed.pullSecrets["shop-dev"].value != nil)
      #expect(confirmed.namespaces["shop-qa"] == .absent)
      #expect(confirmed.pullSecrets["shop-qa"] == .absent)
      #expect(confirmed.unreadable.isEmpty)
      #expect(
        await cluster.requests.sorted() == [
          "/api/v1/namespaces/shop-dev",
          "/api/v1/namespaces/shop-dev/secrets/gitlab-registry-image-pull-secret",
          "/api/v1/namespaces/shop-qa",
          "/api/v1/namespaces/shop-qa/secrets/gitlab-registry-image-pull-secret",
        ]
      )
    }
  }

  @Test("leaves unknown what it cannot read, and no more")
  func broken() async throws {
    try await SandboxedCluster.run(world) { cluster in
      let cached = await Snapshot.read(from: cluster.client, under: policy)
      await cluster.server.faults.add(Fault(.status(500), path: "/api/v1/namespaces/shop-dev"))
      let confirmed = await cached.confirming(["shop-dev", "shop-test"], with: cluster.client, under: policy)
      #expect(confirmed.unreadable.map(\.subject) == ["namespaces shop-dev"])
      #expect(confirmed.pullSecrets["shop-dev"].value != nil)
      #expect(confirmed.namespaces["shop-test"].value != nil)
      #expect(confirmed.namespaces["shop-prod"].value != nil)
    }
  }

  @Test("does not ask for what a list left unknown")
  func unknownBefore() async throws {
    try await SandboxedCluster.run(world) { cluster in
      await cluster.server.faults.add(Fault(.status(500), path: "/api/v1/secrets"))
      let cached = await Snapshot.read(from: cluster.client, under: policy)
      await cluster.server.log.clear()
      let confirmed = await cached.confirming(["shop-dev"], with: cluster.client, under: policy)
      #expect(await cluster.requests == ["/api/v1/namespaces/shop-dev"])
      #expect(confirmed.unreadable == cached.unreadable)
    }
  }

  @Test("asks for whole lists where single reads are forbidden", arguments: ["namespaces", "secrets"])
  func forbidden(resource: String) async throws {
    try await SandboxedCluster.run(world) { cluster in
      await lag(cluster)
      await cluster.server.access.deny(Denial(resource, verbs: ["get"]))
      let cached = await Snapshot.read(from: cluster.client, under: policy)
      let confirmed = await cached.confirming(["shop-dev", "shop-qa"], with: cluster.client, under: policy)
      #expect(confirmed.unreadable.isEmpty)
      #expect(confirmed.namespaces["shop-dev"].value != nil)
      #expect(confirmed.namespaces["shop-qa"] == .absent)
    }
  }

  @Test("asks for up to 500 NAMEs singly, for more in pages of 500", arguments: [500, 501])
  func bound(count: Int) async throws {
    let names = Set((0..<count).map { "nowhere-\($0)-dev" })
    try await SandboxedCluster.run { cluster in
      let cached = await Snapshot.read(from: cluster.client, under: policy)
      await cluster.server.log.clear()
      _ = await cached.confirming(names, with: cluster.client, under: policy)
      if count > 500 {
        #expect(
          await Set(cluster.requests) == [
            "/api/v1/namespaces?limit=500",
            "/api/v1/secrets?fieldSelector=metadata.name%3Dgitlab-registry-image-pull-secret&limit=500",
          ]
        )
      } else {
        #expect(await cluster.requests.count == 2 * count)
        #expect(await cluster.requests.allSatisfy { $0.hasPrefix("/api/v1/namespaces/nowhere-") })
      }
    }
  }

  @Test("has at most 32 reads under way")
  func width() async throws {
    try await SandboxedCluster.run { cluster in
      let cached = await Snapshot.read(from: cluster.client, under: policy)
      await cluster.server.faults.add(Fault(.delay(milliseconds: 100), path: "/api/v1/namespaces/*"))
      await cluster.server.log.clear()
      _ = await cached.confirming(
        Set((0..<80).map { "nowhere-\($0)-dev" }),
        with: cluster.client,
        under: policy
      )
      let most = await cluster.server.log.mostAtOnce
      #expect((2...32).contains(most))
    }
  }
}
