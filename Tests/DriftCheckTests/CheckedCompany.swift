import Foundation
import Sandbox
import TestSupport
import Testing

/// A sandbox, and the built driftcheck with a configuration that leads to it.
struct CheckedCompany {
  let server: SandboxServer
  let program: DriftCheckProgram

  /// Runs `body` with a sandbox that holds the example company, broken as told; it ends whatever happened.
  static func run(with drifts: [PlantedDrift] = [], _ body: (CheckedCompany) async throws -> Void) async throws {
    try await run(world(with: drifts), body)
  }

  /// Runs `body` with a sandbox that holds `world`, on a free port unless one is named.
  ///
  /// - Parameter now: the clock of all servers.
  static func run(
    _ world: World,
    port: UInt16 = 0,
    now: @escaping @Sendable () -> Date = { Date() },
    _ body: (CheckedCompany) async throws -> Void
  ) async throws {
    let server = try await SandboxServer.start(world: world, port: port, now: now)
    do {
      try await body(try CheckedCompany(server))
      await server.stop()
    } catch {
      await server.stop()
      throw error
    }
  }

  /// The example company, broken as told.
  static func world(with drifts: [PlantedDrift] = []) -> World {
    var world = Company.example.world()
    for drift in drifts { drift.plant(in: &world) }
    return world
  }

  private init(_ server: SandboxServer) throws {
    self.server = server
    program = try DriftCheckProgram(
      kubeconfig: "kubeconfig",
      settle: "10m",
      namespaceLabels: ["example.com/backup": "nightly"]
    )
    try program.write(CheckedCompany.kubeconfig(server.url).text, to: "kubeconfig")
  }

  private static func kubeconfig(_ url: String) -> JSON {
    [
      "apiVersion": "v1", "kind": "Config", "current-context": "sandbox",
      "clusters": [["name": "sandbox", "cluster": ["server": .string(url)]]],
      "users": [["name": "driftcheck", "user": ["token": .string(User.driftcheck.token)]]],
      "contexts": [["name": "sandbox", "context": ["cluster": "sandbox", "user": "driftcheck"]]],
    ]
  }

  /// Writes a configuration for this company that has `sections` besides, as YAML lines.
  func configure(_ sections: String) throws {
    let base = """
      kubernetes: {kubeconfig: kubeconfig, namespaceLabels: {example.com/backup: nightly}}
      registry: {host: registry.example.com}

      """
    try program.write(base + sections, to: "driftcheck.yaml")
  }

  /// Checks and returns the report, after a look at the exit status.
  func report(
    _ arguments: [String] = [],
    status: Int32,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> DriftCheckReport {
    let run = try await program.check(arguments)
    #expect(run.status == status, "\(run.errors)", sourceLocation: sourceLocation)
    let report = try await run.report()
    #expect(report.run.exitCode == status, sourceLocation: sourceLocation)
    return report
  }
}
