import Foundation
import Sandbox
import TestSupport

/// All systems of the example company at once, the cluster on a real API server; together they hold one world.
struct CompanySystems: Sendable {
  let cluster: CompanyCluster
  /// Of this server the GitLab alone is used.
  let gitlab: SandboxServer
  /// Of this server the repositories alone are used.
  let repositories: SandboxServer

  /// Runs `body` while the systems hold `world`; whatever happened, the cluster then holds the wished one again.
  ///
  /// - Parameter clockSkew: how far GitLab's clock is ahead of the API server's, in seconds.
  static func holding(
    _ world: World,
    clockSkew: TimeInterval = 0,
    _ body: (CompanySystems) async throws -> Void
  ) async throws {
    try await ExampleCompany.holding(world) { cluster in
      try await serving(world, beside: cluster, clockSkew: clockSkew, body)
    }
  }

  /// Runs `body` with systems of its own that hold `world`, which it may change as it likes.
  static func owning(_ world: World, _ body: (CompanySystems) async throws -> Void) async throws {
    let cluster = try await CompanyCluster.start(holding: ExampleCompany.wished)
    do {
      try await cluster.loosenSchema()
      try await cluster.turn(from: ExampleCompany.wished, into: world)
      try await serving(world, beside: cluster, clockSkew: 0, body)
    } catch {
      await cluster.server.stop()
      throw error
    }
    await cluster.server.stop()
  }

  private static func serving(
    _ world: World,
    beside cluster: CompanyCluster,
    clockSkew: TimeInterval,
    _ body: (CompanySystems) async throws -> Void
  ) async throws {
    var (withGitLab, withRepositories) = (World(), World())
    withGitLab.gitlab = world.gitlab
    withGitLab.gitlab.adopt(installation: try await cluster.installation)
    withRepositories.git = world.git
    try await serving(withGitLab, clockSkew: clockSkew) { gitlab in
      try await serving(withRepositories, clockSkew: clockSkew) { repositories in
        try await body(CompanySystems(cluster: cluster, gitlab: gitlab, repositories: repositories))
      }
    }
  }

  /// Runs `body` with a server that holds `world`; it ends whatever happened.
  private static func serving(
    _ world: World,
    clockSkew: TimeInterval,
    _ body: (SandboxServer) async throws -> Void
  ) async throws {
    let server = try await SandboxServer.start(world: world) { Date(timeIntervalSinceNow: clockSkew) }
    do {
      try await body(server)
    } catch {
      await server.stop()
      throw error
    }
    await server.stop()
  }

  /// The program, set up to check all systems, the cluster as `user`, the reader where none is named.
  ///
  /// - Parameter sections: what the configuration says besides.
  func driftcheck(as user: ClusterUser? = nil, sections: [String: JSON] = [:]) throws -> DriftCheckProgram {
    var systems: [String: JSON] = [
      "gitlab": ["url": .string("\(gitlab.url)/\(GitLabInstance.root)"), "tokenFile": "gitlab-token"]
    ]
    for repository in GitWorld.Repository.allCases {
      systems[repository.rawValue] = [
        "url": .string(repositories.url(of: repository)), "passwordFile": "deploy-token",
      ]
    }
    let program = try cluster.driftcheck(as: user, sections: systems.merging(sections) { _, own in own })
    try program.write(GitLabAccount.driftcheck.secret, to: "gitlab-token")
    try program.write(GitHost.password, to: "deploy-token")
    return program
  }
}

extension GitLabWorld {
  /// Lets the tokens that driftcheck made name the cluster that it really ran for.
  fileprivate mutating func adopt(installation: String) {
    let sandbox = Identifiers.uid("namespaces/kube-system")
    for var token in tokens.values where token.note.contains(sandbox) {
      token.note = token.note.replacing(sandbox, with: installation)
      put(token)
    }
  }
}
