import Foundation
import HTTP
import Kubernetes
import Model
import Sandbox
import Secrets

/// A sandbox and a client of it, as a check has one.
struct SandboxedCluster {
  static let policy = Policy(
    namespaceLabels: ["example.com/backup": "nightly"],
    registryHost: "registry.example.com"
  )
  static let now = Date(timeIntervalSince1970: 1_800_000_000)

  let server: SandboxServer
  let client: KubernetesClient

  /// The example company with nothing wrong in it.
  static var company: World { Company.example.world(at: now) }

  /// Runs `body` with a sandbox that holds `world`, which ends afterwards whatever happened.
  static func run(_ world: World = company, _ body: (SandboxedCluster) async throws -> Void) async throws {
    let server = try await SandboxServer.start(world: world, now: { now })
    do {
      try await body(try SandboxedCluster(server))
      await server.stop()
    } catch {
      await server.stop()
      throw error
    }
  }

  private init(_ server: SandboxServer) throws {
    self.server = server
    var configuration = HTTPClientConfiguration(userAgent: "observed-tests")
    configuration.retry = .none
    // So many that not they but the reader bounds what is under way.
    configuration.maxConnectionsPerHost = 200
    let access = ClusterAccess(
      origin: "the sandbox",
      server: server.url,
      proxy: .none,
      credential: .token(Secret(User.driftcheck.token))
    )
    client = try KubernetesClient(access, configuration: configuration, environment: [:])
  }

  /// What was asked so far: the path, and the query where there was one.
  var requests: [String] {
    get async { await server.log.requests.map { $0.query.isEmpty ? $0.path : "\($0.path)?\($0.query)" } }
  }
}

extension World {
  /// Changes one object, which must be there.
  mutating func edit(_ type: ResourceType, _ name: ObjectName, _ change: (inout Sandbox.JSONValue) -> Void) {
    guard var object = self[type, name] else { return }
    change(&object)
    self[type, name] = object
  }
}

/// The name of a pull secret of the company.
func pullSecret(in namespace: String) -> ObjectName {
  ObjectName(namespace: namespace, name: SandboxedCluster.policy.pullSecretName)
}
