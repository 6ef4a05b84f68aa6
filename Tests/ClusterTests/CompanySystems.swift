import Foundation
import Sandbox
import TestSupport

/// All systems of the example company at once, the cluster on a real API server; together they hold one world.
struct CompanySystems: Sendable {
  let cluster: CompanyCluster
  /// Of this server the GitLab alone is used; its cluster is empty.
  let gitlab: SandboxServer

  /// Runs `body` while the systems hold `world`; whatever happened, the cluster then holds the wished one again.
  ///
  /// - Parameter clockSkew: how far GitLab's clock is ahead of the API server's, in seconds.
  static func holding(
    _ world: World,
    clockSkew: TimeInterval = 0,
    _ body: (CompanySystems) async throws -> Void
  ) async throws {
    try await ExampleCompany.holding(world) { cluster in
      var remote = World()
      remote.gitlab = world.gitlab
      remote.gitlab.adopt(installation: try await cluster.installation)
      let gitlab = try await SandboxServer.start(world: remote) { Date(timeIntervalSinceNow: clockSkew) }
      do {
        try await body(CompanySystems(cluster: cluster, gitlab: gitlab))
      } catch {
        await gitlab.stop()
        throw error
      }
      await gitlab.stop()
    }
  }

  /// The program, set up to check all systems, the cluster as `user`, the reader where none is named.
  ///
  /// - Parameter sections: what the configuration says besides.
  func driftcheck(as user: ClusterUser? = nil, sections: [String: JSON] = [:]) throws -> DriftCheckProgram {
    let systems: [String: JSON] = [
      "gitlab": ["url": .string("\(gitlab.url)/\(GitLabInstance.root)"), "tokenFile": "gitlab-token"]
    ]
    let program = try cluster.driftcheck(as: user, sections: systems.merging(sections) { _, own in own })
    try program.write(GitLabAccount.driftcheck.secret, to: "gitlab-token")
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
